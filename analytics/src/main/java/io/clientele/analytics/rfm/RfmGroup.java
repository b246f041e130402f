package io.clientele.analytics.rfm;

/**
 * The eleven groups of customers. Ten cover the 25 cells of (R, FM) once each, where FM is the mean
 * of the scores F and M rounded up; the eleventh holds the customers without an order.
 *
 * <pre>
 *        FM 1          FM 2             FM 3             FM 4              FM 5
 * R 5    NEW           ACTIVE           ACTIVE           CHAMPIONS         CHAMPIONS
 * R 4    PROMISING     ACTIVE           ACTIVE           LOYAL             CHAMPIONS
 * R 3    PROMISING     NEEDS_ATTENTION  NEEDS_ATTENTION  LOYAL             LOYAL
 * R 2    ALMOST_LOST   ALMOST_LOST      AT_RISK          AT_RISK           AT_RISK
 * R 1    DORMANT       DORMANT          DORMANT          PREVIOUSLY_LOYAL  PREVIOUSLY_LOYAL
 * </pre>
 */
public enum RfmGroup {
    CHAMPIONS,
    LOYAL,
    ACTIVE,
    NEW,
    PROMISING,
    NEEDS_ATTENTION,
    AT_RISK,
    PREVIOUSLY_LOYAL,
    ALMOST_LOST,
    DORMANT,
    PROSPECTS;

    private static final RfmGroup[][] BY_R_AND_FM = {
        {DORMANT, DORMANT, DORMANT, PREVIOUSLY_LOYAL, PREVIOUSLY_LOYAL},
        {ALMOST_LOST, ALMOST_LOST, AT_RISK, AT_RISK, AT_RISK},
        {PROMISING, NEEDS_ATTENTION, NEEDS_ATTENTION, LOYAL, LOYAL},
        {PROMISING, ACTIVE, ACTIVE, LOYAL, CHAMPIONS},
        {NEW, ACTIVE, ACTIVE, CHAMPIONS, CHAMPIONS},
    };

    /**
     * The group of a cell.
     *
     * @param r the recency score, 1 (long ago) to 5 (just now)
     * @param fm ⌈(F + M) / 2⌉, 1 to 5
     */
    public static RfmGroup of(int r, int fm) {
        return BY_R_AND_FM[r - 1][fm - 1];
    }
}

package io.clientele.analytics.value;

/** Which purchase model is fitted. */
public enum FamilyChoice {
    /** BG/NBD, whatever comes out. */
    BG_NBD,
    /** MBG/NBD, whatever comes out. */
    MBG_NBD,
    /**
     * BG/NBD. Where one of its parameters runs to the end of its range, MBG/NBD instead if fewer of
     * its own do, or as many and it is the likelier of the two.
     */
    AUTOMATIC
}

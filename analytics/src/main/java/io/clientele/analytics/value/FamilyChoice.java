package io.clientele.analytics.value;

/** Which purchase model is fitted. */
public enum FamilyChoice {
    /** BG/NBD, whatever comes out. */
    BG_NBD,
    /** MBG/NBD, whatever comes out. */
    MBG_NBD,
    /**
     * BG/NBD, and MBG/NBD instead if a parameter of BG/NBD runs to the end of its range while
     * MBG/NBD has fewer that do.
     */
    AUTOMATIC
}

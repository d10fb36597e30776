package dev.interproto.network.layer;

/**
 * Where in a network ages are read off faces while it trains, and whether what tells of age is then
 * taken out of the embedding. The readings go past the rest of the network to the output layer,
 * which turns them into a loss; evaluation has no readings, and an embedding is of the identity
 * alone.
 */
public enum AgeBranch {
    /** Nowhere. */
    NONE(0),

    /**
     * Off the length of the embedding, whose direction is the identity (OE-CNN, Wang et al., ECCV
     * 2018). Readings: the age in years. Evaluation is as without it.
     */
    LENGTH(1),

    /**
     * From an age part R(x̃) of the embedding x̃ of unit length; the identity is x̃ − R(x̃) (DAL,
     * Wang et al., CVPR 2019). Readings: logits of {@link #RESIDUAL_GROUPS} age groups, then the
     * canonical variables of the age part and of the identity part.
     */
    RESIDUAL(10),

    /**
     * From the share of the last feature map that attention gives to age; the identity is the rest
     * (MTLFace, Huang et al., CVPR 2021). Readings: logits of {@link #ATTENTION_AGES} ages in years
     * and of {@link #ATTENTION_GROUPS} age groups off the age's share, then the same off the
     * identity's.
     */
    ATTENTION(216);

    /** Age groups of {@link #RESIDUAL}. */
    public static final int RESIDUAL_GROUPS = 8;

    /** Ages of {@link #ATTENTION}: 0 to 100 years. */
    public static final int ATTENTION_AGES = 101;

    /** Age groups of {@link #ATTENTION}. */
    public static final int ATTENTION_GROUPS = 7;

    private final int readings;

    AgeBranch(int readings) {
        this.readings = readings;
    }

    /** Numbers read off each face. */
    public int readings() {
        return readings;
    }
}

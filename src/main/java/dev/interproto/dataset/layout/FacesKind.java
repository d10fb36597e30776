package dev.interproto.dataset.layout;

/** What a set of faces is laid out as. */
public enum FacesKind {
    IDENTITY_FOLDERS("one folder an identity"),
    LAG("LAG: one folder an identity, the young images in a folder y"),
    FG_NET("FG-NET: flat, identity and age in the file names"),
    AGEDB("AgeDB: flat, identity and age in the file names"),
    MORPH("MORPH: flat, identity and age in the file names"),
    CACD("CACD: flat, identity and age in the file names"),
    UTKFACE("UTKFace: flat, ages in the file names, no identities"),
    CACD_VS("CACD-VS: flat, pairs in the file names"),
    RECORD_IO("RecordIO container");

    private final String label;

    FacesKind(String label) {
        this.label = label;
    }

    /** For a person. */
    public String label() {
        return label;
    }

    /** Whether it can be opened as a dataset of identities. */
    public boolean hasIdentities() {
        return this != UTKFACE && this != CACD_VS;
    }

    static FacesKind of(FlatNaming naming) {
        return valueOf(naming.name());
    }
}

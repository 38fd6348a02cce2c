package weir.chemistry;

/** What a name says about a structure. The structure itself serves to find its family only. */
public final class Structure {

  /** How sure the reading of the name is. */
  public enum Certainty {
    /** Stated by a systematic name, or published for a lexicon entry; nothing is left open. */
    CERTAIN,
    /** Got by rewriting a short form. */
    DERIVED,
    /** Stated, but handedness is left open. */
    AMBIGUOUS
  }

  private final String smiles;
  private final Certainty certainty;
  private final boolean handednessOpen;

  Structure(String smiles, Certainty certainty, boolean handednessOpen) {
    this.smiles = smiles;
    this.certainty = certainty;
    this.handednessOpen = handednessOpen;
  }

  public Certainty certainty() {
    return certainty;
  }

  /** Whether the name leaves open which mirror image is meant. */
  public boolean handednessOpen() {
    return handednessOpen;
  }

  String smiles() {
    return smiles;
  }

  @Override
  public String toString() {
    return certainty.name().toLowerCase(java.util.Locale.ROOT)
        + (handednessOpen ? ", handedness open" : "");
  }
}

package weir.substance;

/** A file of names that cannot be read as a whole: what was wrong, where, and how to mend it. */
public final class VocabularyProblem extends Exception {
  private static final long serialVersionUID = 1L;

  VocabularyProblem(String message) {
    super(message);
  }
}

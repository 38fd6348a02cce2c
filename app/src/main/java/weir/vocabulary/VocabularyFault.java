package weir.vocabulary;

/** Vocabularies or the review list cannot be read or kept; the message says how to mend it. */
public final class VocabularyFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VocabularyFault(String message) {
    super(message);
  }
}

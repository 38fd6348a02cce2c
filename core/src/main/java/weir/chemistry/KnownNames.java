package weir.chemistry;

import org.jspecify.annotations.Nullable;

/** The names that need no chemistry: the ladder's first rung, handed in by its owner. */
public interface KnownNames {

  /**
   * A name that is known.
   *
   * @param substance the id; empty where the wording names a group of substances only
   * @param path the class, such as {@code nps/cathinone}
   * @param label the name as reports print it
   * @param how by what sort of name, such as {@code lexicon:brand}
   */
  record Known(@Nullable String substance, String path, String label, String how) {}

  /** Empty when the whole name, as it stands, is not known or stands for several classes. */
  @Nullable Known whole(String name);

  /** What the text names as a listing's title would; empty when nothing. */
  @Nullable Known within(String text);

  /** Empty when there is no such substance. */
  @Nullable Known substance(String id);
}

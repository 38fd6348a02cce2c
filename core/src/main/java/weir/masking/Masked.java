package weir.masking;

import java.util.List;

/**
 * A text without the personal data of others.
 *
 * @param text the same text object when nothing was masked
 * @param contacts keyed digests of what was masked, each led by its kind, such as {@code email:9f…}
 * @param keyFingerprints upper-case hex
 */
public record Masked(String text, List<String> contacts, List<String> keyFingerprints) {

  static Masked unchanged(String text) {
    return new Masked(text, List.of(), List.of());
  }
}

package weir.substance;

import java.util.ArrayList;
import java.util.List;

/**
 * One name as the trie holds it: signs without separators and with repeated letters joined,
 * together with what was left out, so that a hit can be compared with the name as written.
 */
final class Spelling {
  /**
   * From this many signs on, a name that is no code may be written with a letter doubled or not.
   */
  private static final int LONG_NAME = 6;

  private static final List<String> AFTER_CONSONANT =
      List.of("а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах");
  private static final List<String> AFTER_VOWEL =
      List.of("ы", "и", "у", "ю", "ой", "ей", "е", "ам", "ами", "ах");

  private final LexiconName name;
  private final boolean inflected;
  private final String signs;
  private final Walk written;

  private Spelling(LexiconName name, String text, boolean inflected) {
    this.name = name;
    this.inflected = inflected;
    this.written = new Walk();
    written.begin(WordStart.FREE);
    StringBuilder joined = new StringBuilder();
    boolean separated = false;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      char sign = Folding.fold(unit);
      if (sign == Folding.IGNORED) {
        continue;
      }
      if (sign == Folding.SEPARATOR || sign == Folding.BREAK) {
        separated = written.length > 0;
        continue;
      }
      if (written.length == 0 || !written.repeats(sign, unit, separated)) {
        joined.append(sign);
      }
      written.add(sign, unit, separated);
      separated = false;
    }
    this.signs = joined.toString();
  }

  /** The spellings of one name: as written, and for Russian words their case endings. */
  static List<Spelling> of(LexiconName name) {
    List<Spelling> spellings = new ArrayList<>();
    spellings.add(new Spelling(name, name.name(), false));
    for (String form : russianForms(name)) {
      spellings.add(new Spelling(name, form, true));
    }
    return spellings;
  }

  private static List<String> russianForms(LexiconName name) {
    String word = name.name();
    if (!name.language().equals("ru") || word.length() < 4 || word.indexOf('-') >= 0) {
      return List.of();
    }
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < 'а' || word.charAt(i) > 'я') {
        return List.of();
      }
    }
    char last = word.charAt(word.length() - 1);
    boolean vowel = "аяыи".indexOf(last) >= 0;
    if ("оеюуёьйэ".indexOf(last) >= 0) {
      return List.of();
    }
    String stem = vowel ? word.substring(0, word.length() - 1) : word;
    List<String> forms = new ArrayList<>();
    for (String ending : vowel ? AFTER_VOWEL : AFTER_CONSONANT) {
      if (!word.equals(stem + ending)) {
        forms.add(stem + ending);
      }
    }
    return forms;
  }

  LexiconName name() {
    return name;
  }

  boolean inflected() {
    return inflected;
  }

  int length() {
    return signs.length();
  }

  char sign(int index) {
    return signs.charAt(index);
  }

  boolean endsInLetter() {
    return !written.digit[written.length - 1];
  }

  private boolean beginsWithLetter() {
    return !written.digit[0];
  }

  /**
   * Whether the text that was walked reads as this name.
   *
   * @param gluedEnd a digit follows at once, as in "MDMA84"
   */
  boolean accepts(Walk text, boolean gluedEnd) {
    boolean glued = gluedEnd || text.start == WordStart.GLUED;
    if (glued && (!name.clear() || length() < 3 || !beginsWithLetter())) {
      return false;
    }
    if (written.latin != written.cyrillic) {
      // "рот" (mouth) is not "pot": a whole word of look-alikes is a word of its own script.
      if (written.latin && text.cyrillic && !text.latin) {
        return false;
      }
      if (written.cyrillic && text.latin && !text.cyrillic) {
        return false;
      }
    }
    return runsAgree(text) && separatorsAgree(text);
  }

  private boolean runsAgree(Walk text) {
    for (int i = 0; i < length(); i++) {
      if (text.digit[i] != written.digit[i] && length() < 4) {
        return false;
      }
      if (text.run[i] == written.run[i] || (text.run[i] >= 3 && length() >= 3)) {
        continue;
      }
      if (!name.clear() || length() < LONG_NAME || name.kind() == NameKind.CODE) {
        return false;
      }
    }
    return true;
  }

  private boolean separatorsAgree(Walk text) {
    long inText = text.separatorBefore & within();
    long inName = written.separatorBefore;
    if (inText == inName) {
      return true;
    }
    boolean spelledOut = inText == (within() & ~1L) && length() >= 4 && name.clear();
    if (spelledOut) {
      return true;
    }
    for (int i = 1; i < length(); i++) {
      boolean there = (inText >>> i & 1) != 0;
      boolean expected = (inName >>> i & 1) != 0;
      if (there == expected || written.digit[i] != written.digit[i - 1]) {
        continue;
      }
      boolean mayJoin = name.kind() == NameKind.CODE || length() >= 5;
      if (there || !mayJoin) {
        return false;
      }
    }
    return true;
  }

  private long within() {
    return (1L << length()) - 1;
  }
}

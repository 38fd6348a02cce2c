package weir.substance;

import java.util.ArrayList;
import java.util.List;

/**
 * One name as the trie holds it: signs without separators and with repeated letters joined,
 * together with what was left out, so that a hit can be compared with the name as written.
 */
final class Spelling {
  /** From this many signs on, a clear name without digits may be written with a letter doubled. */
  private static final int NAME_THAT_MAY_DOUBLE = 4;

  /** From this many signs on, it may be written with a double letter single. */
  private static final int NAME_THAT_MAY_HALVE = 6;

  private static final List<String> AFTER_CONSONANT =
      List.of("а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах");
  private static final List<String> AFTER_VOWEL =
      List.of("ы", "и", "у", "ю", "ой", "ей", "е", "ам", "ами", "ах");

  private final LexiconName name;
  private final boolean inflected;
  private final String signs;
  private final Walk written;
  private final boolean digitless;

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
    boolean letters = true;
    for (int i = 0; i < written.length; i++) {
      letters &= !written.digit[i];
    }
    this.digitless = letters;
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

  /** The text is another word. */
  static final int OTHER = 0;

  /** The text is this name with letters doubled, or single where the name doubles them. */
  static final int STRETCHED = 1;

  /** The text is this name, letter for letter. */
  static final int SAME = 2;

  /**
   * How well the text that was walked reads as this name: {@link #OTHER}, {@link #STRETCHED} or
   * {@link #SAME}.
   *
   * @param gluedEnd a digit follows at once, as in "MDMA84"
   */
  int compare(Walk text, boolean gluedEnd) {
    boolean glued = gluedEnd || text.start == WordStart.GLUED;
    boolean unit = name.kind() == NameKind.FORM && !gluedEnd; // "150ug" is a form of its own
    boolean mayGlue = name.clear() && length() >= 3 && beginsWithLetter();
    if (glued && !mayGlue && !unit) {
      return OTHER;
    }
    if (written.latin != written.cyrillic) {
      // "рот" (mouth) is not "pot": a whole word of look-alikes is a word of its own script.
      if (written.latin && text.cyrillic && !text.latin) {
        return OTHER;
      }
      if (written.cyrillic && text.latin && !text.cyrillic) {
        return OTHER;
      }
    }
    return digitsAgree(text) && separatorsAgree(text) ? compareRuns(text) : OTHER;
  }

  private int compareRuns(Walk text) {
    int grade = SAME;
    for (int i = 0; i < length(); i++) {
      int there = text.run[i];
      int expected = written.run[i];
      if (there == expected) {
        continue;
      }
      boolean drawnOut = there >= 3 && length() >= 3;
      boolean doubled = there > expected && length() >= NAME_THAT_MAY_DOUBLE && digitless;
      boolean single = length() >= NAME_THAT_MAY_HALVE && digitless;
      if (!drawnOut && !(name.clear() && (doubled || single))) {
        return OTHER;
      }
      grade = STRETCHED;
    }
    return grade;
  }

  /** A zero stands for the letter o only between letters: "c0caine", but not "THC 0.5". */
  private boolean digitsAgree(Walk text) {
    for (int i = 0; i < length(); i++) {
      if (text.digit[i] == written.digit[i]) {
        continue;
      }
      boolean inside =
          i > 0
              && i < length() - 1
              && !text.digit[i - 1]
              && !text.digit[i + 1]
              && (text.separatorBefore >>> i & 3) == 0;
      if (!inside || length() < 4) {
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
    boolean spelledOut =
        inText == (within() & ~1L) && length() >= (name.clear() ? 3 : 4) && digitless;
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

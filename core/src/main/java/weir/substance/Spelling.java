package weir.substance;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One name as the trie holds it: signs without separators and with repeated letters joined,
 * together with what was left out, so that a hit can be compared with the name as written.
 */
final class Spelling {
  /** From this many signs on, a clear name without digits may be written with a letter doubled. */
  private static final int NAME_THAT_MAY_DOUBLE = 4;

  /** From this many signs on, it may be written with a double letter single. */
  private static final int NAME_THAT_MAY_HALVE = 6;

  /** From this many letters on, some may be written as figures: "h3roin". */
  private static final int NAME_WITH_FIGURES = 5;

  private static final List<String> AFTER_CONSONANT =
      List.of("а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах");
  private static final List<String> AFTER_VOWEL =
      List.of("ы", "и", "у", "ю", "ой", "ей", "е", "ам", "ами", "ах");

  private final LexiconName name;
  private final boolean inflected;
  private final String signs;

  /** How often each sign stands in a row; null where all stand once. */
  private final byte @Nullable [] runs;

  private final long separators;
  private final long digits;
  private final boolean latin;
  private final boolean cyrillic;

  // Beside the above, so that most comparisons look at this object alone.
  private final byte length;
  private final boolean clear;
  private final boolean code;
  private final boolean form;

  private Spelling(LexiconName name, String text, boolean inflected) {
    this.name = name;
    this.inflected = inflected;
    Walk written = new Walk();
    written.begin(WordStart.FREE);
    StringBuilder joined = new StringBuilder();
    boolean separated = false;
    for (int folded : Folding.of(text)) {
      char sign = Folding.sign(folded);
      if (sign == Folding.SEPARATOR || sign == Folding.BREAK) {
        separated = written.length > 0;
      } else if (sign != Folding.IGNORED) {
        if (written.add(folded, separated)) {
          joined.append(sign);
        }
        separated = false;
      }
    }
    this.signs = joined.toString();
    this.separators = written.separatorBefore;
    this.digits = written.digits;
    this.latin = written.latin();
    this.cyrillic = written.cyrillic();
    this.runs = runs(written);
    this.length = (byte) written.length;
    this.clear = name.clear();
    this.code = name.kind() == NameKind.CODE;
    this.form = name.kind() == NameKind.FORM;
  }

  private Spelling(LexiconName name, ByteBuffer in) {
    this.name = name;
    int marks = in.get();
    inflected = (marks & INFLECTED) != 0;
    latin = (marks & HAS_LATIN) != 0;
    cyrillic = (marks & HAS_CYRILLIC) != 0;
    length = in.get();
    byte[] spelled = new byte[in.getShort()];
    in.get(spelled);
    signs = new String(spelled, StandardCharsets.UTF_8);
    separators = in.getLong();
    digits = in.getLong();
    if ((marks & HAS_RUNS) != 0) {
      byte[] read = new byte[length];
      in.get(read);
      runs = read;
    } else {
      runs = null;
    }
    clear = name.clear();
    code = name.kind() == NameKind.CODE;
    form = name.kind() == NameKind.FORM;
  }

  private static final int INFLECTED = 1;
  private static final int HAS_LATIN = 2;
  private static final int HAS_CYRILLIC = 4;
  private static final int HAS_RUNS = 8;

  /** Writes what {@link #read} takes, without the name. */
  void write(DataOutputStream out) throws IOException {
    out.writeByte(
        (inflected ? INFLECTED : 0)
            | (latin ? HAS_LATIN : 0)
            | (cyrillic ? HAS_CYRILLIC : 0)
            | (runs == null ? 0 : HAS_RUNS));
    out.writeByte(length);
    byte[] spelled = signs.getBytes(StandardCharsets.UTF_8);
    out.writeShort(spelled.length);
    out.write(spelled);
    out.writeLong(separators);
    out.writeLong(digits);
    if (runs != null) {
      out.write(runs);
    }
  }

  static Spelling read(ByteBuffer in, LexiconName name) {
    return new Spelling(name, in);
  }

  private static byte @Nullable [] runs(Walk written) {
    byte[] runs = new byte[written.length];
    boolean single = true;
    for (int i = 0; i < runs.length; i++) {
      runs[i] = written.run[i];
      single &= runs[i] == 1;
    }
    return single ? null : runs;
  }

  /**
   * The spellings of one name: as written, with words joined where one ends as the next begins, for
   * Russian words their case endings, and for clear words the letters of the other script.
   */
  static List<Spelling> of(LexiconName name) {
    List<Spelling> spellings = new ArrayList<>();
    spellings.add(new Spelling(name, name.name(), false));
    String joined = joined(name.name());
    if (joined.length() < name.name().length()) {
      spellings.add(new Spelling(name, joined, true));
    }
    for (String form : russianForms(name)) {
      spellings.add(new Spelling(name, form, true));
    }
    String other = Transliteration.of(name);
    if (other != null) {
      spellings.add(new Spelling(name, other, true));
    }
    return spellings;
  }

  /** "grand daddy" as "granddaddy": in the tree, two letters in a row are one sign, parted two. */
  private static String joined(String name) {
    StringBuilder joined = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean between =
          (c == ' ' || c == '-')
              && i > 0
              && i + 1 < name.length()
              && Character.isLetter(name.charAt(i - 1))
              && Character.toLowerCase(name.charAt(i - 1))
                  == Character.toLowerCase(name.charAt(i + 1));
      if (!between) {
        joined.append(c);
      }
    }
    return joined.toString();
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
    return length;
  }

  char sign(int index) {
    return signs.charAt(index);
  }

  boolean endsInLetter() {
    return (digits >>> (length - 1) & 1) == 0;
  }

  /** Whether it is Latin letters, none doubled: any text of the same signs so written is it. */
  boolean plain() {
    return latin && !cyrillic && runs == null && separators == 0 && digits == 0;
  }

  private boolean beginsWithLetter() {
    return (digits & 1) == 0;
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
    boolean unit = form && !gluedEnd; // "150ug" is a form of its own
    boolean mayGlue = clear && length >= 3 && beginsWithLetter();
    if (glued && !mayGlue && !unit) {
      return OTHER;
    }
    if (text.substituted() && !(clear && digits == 0 && length >= NAME_WITH_FIGURES)) {
      return OTHER;
    }
    if (latin != cyrillic) {
      // "рот" (mouth) is not "pot": a whole word of look-alikes is a word of its own script.
      if (latin && text.cyrillic() && !text.latin()) {
        return OTHER;
      }
      if (cyrillic && text.latin() && !text.cyrillic()) {
        return OTHER;
      }
    }
    return digitsAgree(text) && separatorsAgree(text) ? compareRuns(text) : OTHER;
  }

  private int compareRuns(Walk text) {
    int grade = text.substituted() ? STRETCHED : SAME;
    for (int i = 0; i < length; i++) {
      int there = text.run[i];
      int expected = runs == null ? 1 : runs[i];
      if (there == expected) {
        continue;
      }
      boolean drawnOut = there >= 3 && length >= 3;
      boolean doubled = there > expected && length >= NAME_THAT_MAY_DOUBLE && digits == 0;
      boolean single = length >= NAME_THAT_MAY_HALVE && digits == 0;
      if (!drawnOut && !(clear && (doubled || single))) {
        return OTHER;
      }
      grade = STRETCHED;
    }
    return grade;
  }

  /** A zero stands for the letter o only between letters: "c0caine", but not "THC 0.5". */
  private boolean digitsAgree(Walk text) {
    long differ = (text.digits ^ digits) & within();
    if (differ == 0) {
      return true;
    }
    long edges = 1L | 1L << (length - 1);
    long around = text.digits << 1 | text.digits >>> 1;
    long apart = text.separatorBefore | text.separatorBefore >>> 1;
    return length >= 4 && (differ & (edges | around | apart)) == 0;
  }

  private boolean separatorsAgree(Walk text) {
    long inText = text.separatorBefore & within();
    long inName = separators;
    if (inText == inName) {
      return true;
    }
    boolean spelledOut = inText == (within() & ~1L) && length >= (clear ? 3 : 4) && digits == 0;
    if (spelledOut) {
      return true;
    }
    for (int i = 1; i < length; i++) {
      boolean there = (inText >>> i & 1) != 0;
      boolean expected = (inName >>> i & 1) != 0;
      if (there == expected || (digits >>> i & 1) != (digits >>> (i - 1) & 1)) {
        continue;
      }
      boolean mayJoin = code || length >= 5;
      if (there || !mayJoin) {
        return false;
      }
    }
    return true;
  }

  private long within() {
    return (1L << length) - 1;
  }
}

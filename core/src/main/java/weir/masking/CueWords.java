package weir.masking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The words that lead to what is masked, found by a hash that a scan makes on its way, so that one
 * look at a text tells which rules have anything to do in it. The whole hash is compared: another
 * word passes for one of these once in a million.
 */
final class CueWords {

  /** A power of two, some four times the number of words. */
  private static final int SIZE = 1 << 13;

  private static final int[] KEYS = new int[SIZE];
  private static final long[] CLASSES = new long[SIZE];

  /** A bit for each of 2^15 endings of a hash: most words are told apart by these 4 kB alone. */
  private static final long[] MAY = new long[1 << 9];

  static {
    read();
  }

  private CueWords() {}

  /** The hash of a word with one letter more; that of no letters is 0. */
  static int hash(int hash, char c) {
    return 31 * hash
        + (c < 0x80 ? (c >= 'A' && c <= 'Z' ? c | 0x20 : c) : Character.toLowerCase(c));
  }

  /** The classes of a word with that hash, as {@link Cue#bit}s; 0 when it leads to nothing. */
  static long classes(int hash) {
    if ((MAY[hash >>> 6 & MAY.length - 1] & 1L << hash) == 0) {
      return 0;
    }
    int slot = slot(hash);
    while (KEYS[slot] != 0) {
      if (KEYS[slot] == hash) {
        return CLASSES[slot];
      }
      slot = (slot + 1) & (SIZE - 1);
    }
    return 0;
  }

  /** The classes of a word; 0 when it leads to nothing. */
  static long classes(CharSequence text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash(hash, text.charAt(i));
    }
    return classes(hash);
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 13) & (SIZE - 1);
  }

  private static void read() {
    String words;
    try (InputStream in = CueWords.class.getResourceAsStream("cues.txt")) {
      if (in == null) {
        throw new IllegalStateException("The file cues.txt is missing from this build of Weir.");
      }
      words = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Cue cue = null;
    for (String line : words.lines().toList()) {
      if (line.startsWith("[")) {
        cue = Cue.valueOf(line.substring(1, line.indexOf(']')));
      } else if (cue != null && !line.isBlank()) {
        for (String word : line.strip().split(" +", -1)) {
          add(word.toLowerCase(Locale.ROOT), cue);
        }
      }
    }
  }

  private static void add(String word, Cue cue) {
    int hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = hash(hash, word.charAt(i));
    }
    int slot = slot(hash);
    while (KEYS[slot] != 0 && KEYS[slot] != hash) {
      slot = (slot + 1) & (SIZE - 1);
    }
    MAY[hash >>> 6 & MAY.length - 1] |= 1L << hash;
    KEYS[slot] = hash;
    CLASSES[slot] |= cue.bit;
  }
}

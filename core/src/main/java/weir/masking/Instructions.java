package weir.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Passages that instruct: how to make something, how much of it to take, how to hide it, how to
 * evade those who look for it. Sentence by sentence, by cues that public language gives: what one
 * is told to do, with what, how much, how often. A sentence that tells enough is cut; beside it,
 * those that tell less of the same are cut too, and steps of a numbered list with them.
 *
 * <p>Sellers speak of what they did or have; instructions tell the reader what to do. So forms of
 * words that tell count more, and "we" counts against.
 */
final class Instructions {

  /** What a passage instructs in; its place is where a sentence's score for it stands. */
  private static final List<String> KINDS =
      List.of("synthesis", "dosing", "concealment", "evasion");

  private static final int SYNTHESIS = 0;
  private static final int DOSING = 1;
  private static final int CONCEALMENT = 2;
  private static final int EVASION = 3;

  /** From this score a sentence is cut for itself. */
  private static final double ENOUGH = 5;

  /** From this score it is cut beside one that is. */
  private static final double BESIDE = 2.2;

  /** From this sum sentences one after another are cut. */
  private static final double TOGETHER = 7;

  /** What the seller's speaking of himself takes away. */
  private static final double WE = 3;

  /** Longer sentences are looked at to here: hostile pages have no end of them. */
  private static final int LONGEST = 1_200;

  /** A dot behind these ends no sentence. */
  private static final Set<String> SHORT =
      Set.of(
          "ca", "approx", "e.g", "i.e", "z.b", "bzw", "max", "min", "temp", "vol", "no", "nr",
          "p.ej", "env", "resp", "evtl", "ggf", "bijv", "d.h", "aq", "conc", "equiv", "st");

  /** A sentence, and what it tells of each kind. */
  private static final class Sentence {
    private final int start;
    private final int end;
    private final boolean step;
    private final double[] scores;

    private Sentence(int start, int end, boolean step, double[] scores) {
      this.start = start;
      this.end = end;
      this.step = step;
      this.scores = scores;
    }

    int start() {
      return start;
    }

    int end() {
      return end;
    }

    boolean isStep() {
      return step;
    }

    double[] scores() {
      return scores;
    }
  }

  private final String text;
  private final Marks marks;

  private Instructions(String text, Marks marks) {
    this.text = text;
    this.marks = marks;
  }

  static void find(String text, Marks marks, Found found) {
    boolean may =
        (marks.has(Cue.LAB) && (marks.has(Cue.PROCESS) || marks.has(Cue.PROCESS_WEAK)))
            || (marks.has(Cue.DOSE_UNIT) && (marks.has(Cue.TAKE) || marks.has(Cue.DOSE)))
            || ((marks.has(Cue.HIDE) || marks.has(Cue.HIDE_WEAK))
                && (marks.has(Cue.SENSE) || marks.has(Cue.PLACE_TO_HIDE)))
            || (marks.has(Cue.AVOID) && marks.has(Cue.POLICE));
    if (may) {
      Instructions instructions = new Instructions(text, marks);
      List<Sentence> sentences = instructions.sentences();
      together(sentences);
      for (int kind = 0; kind < KINDS.size(); kind++) {
        instructions.cut(sentences, kind, found);
      }
    }
  }

  private void cut(List<Sentence> sentences, int k, Found found) {
    int last = -1;
    for (int i = 0; i < sentences.size(); i++) {
      if (sentences.get(i).scores()[k] < ENOUGH || i <= last) {
        continue;
      }
      int from = i;
      while (from > last + 1 && belongs(sentences, from - 1, from, k)) {
        from--;
      }
      int to = i;
      while (to + 1 < sentences.size() && belongs(sentences, to + 1, to, k)) {
        to++;
      }
      found.plain(
          "cut: instructions, " + KINDS.get(k),
          sentences.get(from).start(),
          sentences.get(to).end());
      last = to;
    }
  }

  /** Steps that tell too little each may tell enough together. */
  private static void together(List<Sentence> sentences) {
    int from = 0;
    while (from < sentences.size()) {
      int to = from;
      double sum = 0;
      while (to < sentences.size() && sentences.get(to).scores()[SYNTHESIS] >= BESIDE) {
        sum += sentences.get(to++).scores()[SYNTHESIS];
      }
      if (to - from >= 2 && sum >= TOGETHER) {
        sentences.get(from).scores()[SYNTHESIS] = ENOUGH;
      }
      from = to + 1;
    }
  }

  /** Whether a sentence goes with its neighbour, which is cut. */
  private static boolean belongs(List<Sentence> sentences, int index, int neighbour, int kind) {
    Sentence sentence = sentences.get(index);
    if (sentence.scores()[kind] >= BESIDE) {
      return true;
    }
    return sentence.isStep() && sentences.get(neighbour).isStep();
  }

  private List<Sentence> sentences() {
    List<Sentence> sentences = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || endsSentence(i, start) || i - start > LONGEST) {
        int end = Math.min(text.length(), i + 1);
        add(sentences, start, i < text.length() && text.charAt(i) == '\n' ? i : end);
        start = end;
      }
    }
    return sentences;
  }

  private boolean endsSentence(int at, int start) {
    char c = text.charAt(at);
    if (c == '\n') {
      return true;
    }
    if (c != '.' && c != '!' && c != '?' && c != '…') {
      return false;
    }
    boolean last = at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
    if (!last || c != '.') {
      return last;
    }
    int from = at;
    while (from > start && !Character.isWhitespace(text.charAt(from - 1)) && at - from < 10) {
      from--;
    }
    boolean marker =
        from <= firstSign(start) && text.substring(from, at).chars().allMatch(Character::isDigit);
    return !marker && !SHORT.contains(text.substring(from, at).toLowerCase(Locale.ROOT));
  }

  private int firstSign(int start) {
    int i = start;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private void add(List<Sentence> sentences, int from, int to) {
    int start = Math.min(firstSign(from), to);
    int end = to;
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (end > start) {
      sentences.add(new Sentence(start, end, marker(start, end) > 0, scores(start, end)));
    }
  }

  /** The length of what makes a line a step of a list: 1. or 2) or a dash; 0 for none. */
  private int marker(int start, int end) {
    int i = start;
    while (i < end && Character.isDigit(text.charAt(i)) && i - start < 2) {
      i++;
    }
    if (i > start) {
      return i < end
              && (text.charAt(i) == '.' || text.charAt(i) == ')')
              && i + 1 < end
              && text.charAt(i + 1) == ' '
          ? i + 1 - start
          : 0;
    }
    return "-*•–".indexOf(text.charAt(start)) >= 0
            && start + 1 < end
            && text.charAt(start + 1) == ' '
        ? 1
        : 0;
  }

  /** What a sentence tells of each kind. */
  private double[] scores(int start, int end) {
    double[] scores = new double[KINDS.size()];
    int first = marks.wordsBefore(start);
    long all = 0;
    int process = 0;
    int processWeak = 0;
    int lab = 0;
    int measured = 0;
    int doses = 0;
    int intervals = 0;
    int takes = 0;
    int hides = 0;
    int hidesWeak = 0;
    int senses = 0;
    int places = 0;
    int avoids = 0;
    int police = 0;
    int traces = 0;
    int often = 0;
    int lastEach = -10;
    for (int k = first; k < marks.words() && marks.wordStart(k) < end; k++) {
      long classes = marks.classes(k);
      boolean repeated = isRepeated(first, k);
      all |= classes;
      if ((classes & Cue.EACH.bit) != 0) {
        lastEach = marks.wordEnd(k);
      }
      if ((classes & Cue.TIME.bit) != 0
          && marks.wordStart(k) - lastEach < 24
          && lastEach >= start) {
        intervals++;
      }
      boolean counted = isCounted(marks.wordStart(k), start);
      measured += (classes & Cue.LAB_UNIT.bit) != 0 && counted ? 1 : 0;
      doses += (classes & Cue.DOSE_UNIT.bit) != 0 && counted ? 1 : 0;
      if (repeated) {
        continue;
      }
      process += (classes & Cue.PROCESS.bit) != 0 ? 1 : 0;
      processWeak += (classes & Cue.PROCESS_WEAK.bit) != 0 ? 1 : 0;
      lab += (classes & Cue.LAB.bit) != 0 ? 1 : 0;
      often += (classes & Cue.OFTEN.bit) != 0 ? 1 : 0;
      takes += (classes & Cue.TAKE.bit) != 0 ? 1 : 0;
      hides += (classes & Cue.HIDE.bit) != 0 ? 1 : 0;
      hidesWeak += (classes & Cue.HIDE_WEAK.bit) != 0 ? 1 : 0;
      senses += (classes & Cue.SENSE.bit) != 0 ? 1 : 0;
      places += (classes & Cue.PLACE_TO_HIDE.bit) != 0 ? 1 : 0;
      avoids += (classes & Cue.AVOID.bit) != 0 ? 1 : 0;
      police += (classes & Cue.POLICE.bit) != 0 ? 1 : 0;
      traces += (classes & Cue.TRACE.bit) != 0 ? 1 : 0;
    }
    double we = (all & Cue.WE.bit) != 0 ? WE : 0;
    if ((lab > 0 && process + processWeak > 0) || process > 1) {
      double verbs = 2 * process + processWeak;
      double score = verbs + 1.2 * Math.min(lab, 4) + 0.8 * Math.min(measured, 3);
      boolean told = process > 0 || processWeak > 1;
      scores[SYNTHESIS] = (told ? score : Math.min(score, ENOUGH - 1)) - we;
    }
    boolean body = (all & Cue.BODY.bit) != 0;
    boolean limit = (all & Cue.LIMIT.bit) != 0;
    boolean dose = (all & Cue.DOSE.bit) != 0;
    if (doses > 0 && (takes > 0 || dose)) {
      double score =
          (takes > 0 ? 2 : 0)
              + (dose ? 2 : 0)
              + Math.min(doses, 2)
              + (intervals > 0 ? 2 : 0)
              + (body ? 2 : 0)
              + (limit ? 1.5 : 0)
              + (often > 0 ? 1 : 0);
      boolean told =
          ((takes > 0 || (dose && often > 1 && (all & Cue.TIME.bit) != 0))
                  && (intervals > 0 || body || limit || often > 0))
              || (dose && (intervals > 0 || body || limit));
      scores[DOSING] = (told ? Math.max(score, ENOUGH) : Math.min(score, 2)) - we;
    }
    if (hides + hidesWeak > 0 && senses + places > 0) {
      double score = 3 * hides + hidesWeak + 1.5 * Math.min(senses, 2) + 1.5 * Math.min(places, 2);
      boolean told =
          (hides > 0 && senses + places > 0)
              || (hidesWeak > 1 && senses > 0 && senses + places > 1);
      scores[CONCEALMENT] = (told ? Math.max(score, ENOUGH) : Math.min(score, ENOUGH - 1)) - we;
    }
    if (avoids > 0 && police > 0) {
      double score = 1.5 * Math.min(avoids, 3) + 1.5 * Math.min(police, 2) + Math.min(traces, 3);
      boolean told = avoids + traces > 1;
      scores[EVASION] =
          (told && traces > 0 ? Math.max(score, ENOUGH) : Math.min(score, ENOUGH - 1)) - we;
    }
    return scores;
  }

  /** Whether the same word stands earlier in the sentence. */
  private boolean isRepeated(int first, int k) {
    int length = marks.wordEnd(k) - marks.wordStart(k);
    for (int j = Math.max(first, k - 40); j < k; j++) {
      if (marks.wordEnd(j) - marks.wordStart(j) == length
          && text.regionMatches(true, marks.wordStart(j), text, marks.wordStart(k), length)) {
        return true;
      }
    }
    return false;
  }

  private static final Set<String> ONE =
      Set.of(
          "one", "a", "half", "two", "three", "eine", "einen", "zwei", "halbe", "een", "twee",
          "halve", "un", "une", "deux", "demi", "una", "uno", "dos", "media", "одну", "две", "per",
          "pro");

  /** Whether a number stands before a unit. */
  private boolean isCounted(int unit, int start) {
    int i = unit - 1;
    while (i >= start
        && (text.charAt(i) == ' ' || text.charAt(i) == '\u00a0' || text.charAt(i) == '°')) {
      i--;
    }
    if (i < start) {
      return false;
    }
    if (Character.isDigit(text.charAt(i))) {
      return true;
    }
    int end = i + 1;
    while (i >= start && Character.isLetter(text.charAt(i))) {
      i--;
    }
    return ONE.contains(text.substring(i + 1, end).toLowerCase(Locale.ROOT));
  }
}

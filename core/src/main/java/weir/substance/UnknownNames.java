package weir.substance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.chemistry.ClassLadder;
import weir.chemistry.Climb;
import weir.chemistry.KnownNames;

/**
 * Names that the lexicon lacks or knows only in part, followed by {@link ClassLadder}. Only words
 * that look chemical are asked; chemistry is loaded when the first of them needs it.
 */
final class UnknownNames {

  /** A word that the ladder explains, with the lexicon's spans that lie within it. */
  record Explained(NamedSpan span, List<NamedSpan> instead) {}

  private final ClassLadder ladder;

  UnknownNames(SubstanceNamer namer, NameMatcher matcher, Lexicon lexicon) {
    this.ladder = ClassLadder.over(new FromLexicon(namer, matcher, lexicon));
  }

  Climb climb(String name) {
    return ladder.climb(name);
  }

  /** What the ladder adds to the lexicon's spans, or puts in their place. */
  List<Explained> explain(String text, List<NamedSpan> spans) {
    List<Explained> explained = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      if (between(text.charAt(start))) {
        start++;
        continue;
      }
      int end = start;
      while (end < text.length() && !between(text.charAt(end))) {
        end++;
      }
      Explained one = word(text, start, end, spans);
      if (one != null) {
        explained.add(one);
      }
      start = end;
    }
    return explained;
  }

  /** The lexicon's spans together with what the ladder explains, from left to right. */
  List<NamedSpan> join(String text, List<NamedSpan> spans) {
    return join(spans, explain(text, spans));
  }

  private static List<NamedSpan> join(List<NamedSpan> spans, List<Explained> explained) {
    if (explained.isEmpty()) {
      return spans;
    }
    List<NamedSpan> joined = new ArrayList<>(spans);
    for (Explained one : explained) {
      joined.removeAll(one.instead());
      joined.add(one.span());
    }
    joined.sort(Comparator.comparingInt(NamedSpan::start));
    return joined;
  }

  /**
   * What a listing sells, where its title holds names that the lexicon lacks: they count where the
   * title names nothing else, or where the name that was chosen is only a part of them.
   */
  Naming complete(String title, Naming naming) {
    List<Explained> explained = explain(title, naming.mentions());
    if (explained.isEmpty()) {
      return naming;
    }
    Double before = naming.confidence();
    NamedSpan first = explained.getFirst().span();
    // A shape such as crystals names less surely what is sold than a full name beside it.
    boolean surer = before == null || naming.mentions().isEmpty() || first.confidence() > before;
    NamedSpan chosen = surer ? first : null;
    for (Explained one : explained) {
      for (NamedSpan part : one.instead()) {
        boolean alone =
            naming.mentions().stream().noneMatch(m -> !m.equals(part) && same(m, naming));
        if (chosen == null && same(part, naming) && alone) {
          chosen = one.span();
        }
      }
    }
    List<NamedSpan> mentions = join(naming.mentions(), explained);
    if (chosen == null) {
      return new Naming(
          naming.substance(),
          naming.substanceClass(),
          naming.confidence(),
          naming.how(),
          naming.offerKind(),
          mentions);
    }
    return new Naming(
        chosen.substance(),
        chosen.substanceClass(),
        chosen.confidence(),
        chosen.how(),
        naming.offerKind(),
        mentions);
  }

  private static boolean same(NamedSpan span, Naming naming) {
    return Objects.equals(span.substance(), naming.substance())
        && Objects.equals(span.substanceClass(), naming.substanceClass());
  }

  private @Nullable Explained word(String text, int from, int to, List<NamedSpan> spans) {
    int start = from;
    int end = to;
    while (start < end && "\"'*~#!.,;:(".indexOf(text.charAt(start)) >= 0 && !opens(text, start)) {
      start++;
    }
    while (end > start && "\"'*~#!.,;:".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end - start < 4) {
      return null;
    }
    List<NamedSpan> within = new ArrayList<>();
    for (NamedSpan span : spans) {
      if (span.start() < end && span.end() > start) {
        if (span.start() <= start || span.end() < end) {
          return null;
        }
        within.add(span);
      }
    }
    String word = text.substring(start, end);
    if (!ladder.worthALook(word)) {
      return null;
    }
    Climb climb = ladder.climbWord(word);
    if (climb.path() == null) {
      return null;
    }
    return new Explained(
        new NamedSpan(
            start,
            end,
            word,
            climb.substance(),
            climb.path(),
            climb.confidence(),
            "ladder:" + climb.how()),
        within);
  }

  /** A bracket that closes inside the same word belongs to a name: {@code (2-methoxyphenyl)}. */
  private static boolean opens(String text, int index) {
    if (text.charAt(index) != '(') {
      return false;
    }
    for (int i = index; i < text.length() && !between(text.charAt(i)); i++) {
      if (text.charAt(i) == ')') {
        return true;
      }
    }
    return false;
  }

  private static boolean between(char c) {
    return c <= ' ' || c == '/' || c == '|' || c == '\u00a0' || c == '+';
  }

  /** The lexicon as the ladder's first rung. */
  private record FromLexicon(SubstanceNamer namer, NameMatcher matcher, Lexicon lexicon)
      implements KnownNames {

    @Override
    public @Nullable Known whole(String name) {
      LexiconName only = null;
      for (NameMatcher.Hit hit : matcher.find(name)) {
        if (hit.start() > 0 || hit.end() < name.length()) {
          continue;
        }
        for (LexiconName candidate : hit.names()) {
          Substance substance = candidate.substance();
          Substance before = only == null ? null : only.substance();
          if (substance == null) {
            return null;
          }
          if (before != null && !before.substanceClass().equals(substance.substanceClass())) {
            return null;
          }
          only = only == null || candidate.clear() ? candidate : only;
        }
      }
      if (only == null || only.substance() == null) {
        return null;
      }
      return known(only.substance(), "lexicon:" + only.kind().word());
    }

    @Override
    public @Nullable Known within(String text) {
      Naming naming = namer.byLexicon(text);
      String path = naming.substanceClass();
      if (path == null) {
        return null;
      }
      Substance substance =
          naming.substance() == null ? null : lexicon.substance(naming.substance()).orElse(null);
      return substance == null
          ? new Known(null, path, path, naming.how())
          : known(substance, naming.how());
    }

    @Override
    public @Nullable Known substance(String id) {
      return lexicon.substance(id).map(s -> known(s, "lexicon")).orElse(null);
    }

    private static Known known(Substance substance, String how) {
      return new Known(
          substance.group() ? null : substance.id(),
          substance.substanceClass(),
          substance.label(),
          how);
    }
  }
}

package weir.chemistry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the short forms that listings use into systematic names, by rules kept as tables. A rule
 * is a form such as {@code {ring}pcp} with a name to fill; a slot takes the spellings of its table.
 * Where a position is left out, every position that chemists would accept gives a name of its own.
 *
 * <p>Two slots are built in: {@code {ring}} (groups at positions 2 to 6 of a phenyl ring) and
 * {@code {indole}} (positions 4 to 7); with a plus sign they must not be empty.
 */
final class Shorthand {
  private static final int LONGEST = 60;
  private static final int MOST_READINGS = 12;
  private static final Map<String, String> POSITION_WORDS =
      Map.of("ortho", "2", "meta", "3", "para", "4", "o", "2", "m", "3", "p", "4");

  /**
   * @param names the systematic names that the short form may stand for
   * @param form the rule that was used
   */
  record Rewriting(List<String> names, String form) {}

  private record Rule(List<String> parts, String form, String name, boolean code) {}

  /** How far a parse has come. */
  private record State(int at, Map<String, List<String>> values) {}

  private record Group(int end, List<String> names) {}

  private final Map<String, Map<String, List<String>>> slots = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();

  private Shorthand() {
    for (List<String> row : Table.rows("shorthand-slots.csv", "slot", "spelling", "value")) {
      slots
          .computeIfAbsent(row.get(0), _ -> new LinkedHashMap<>())
          .put(row.get(1), List.of(row.get(2).split(";", -1)));
    }
    for (List<String> row : Table.rows("shorthand-rules.csv", "form", "name", "kind")) {
      rules.add(new Rule(parts(row.get(0)), row.get(0), row.get(1), row.get(2).equals("code")));
    }
  }

  private static final class Standard {
    static final Shorthand SHORTHAND = new Shorthand();
  }

  static Shorthand standard() {
    return Standard.SHORTHAND;
  }

  private static List<String> parts(String form) {
    List<String> parts = new ArrayList<>();
    int i = 0;
    while (i < form.length()) {
      int open = form.charAt(i) == '{' ? i : form.indexOf('{', i);
      if (open < 0) {
        parts.add(form.substring(i));
        break;
      }
      if (open > i) {
        parts.add(form.substring(i, open));
      }
      int close = form.indexOf('}', open);
      parts.add(form.substring(open, close + 1));
      i = close + 1;
    }
    return parts;
  }

  /** Letters and digits only, small, Greek letters spelled out. */
  static String compact(String name) {
    StringBuilder compact = new StringBuilder();
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      switch (c) {
        case 'α' -> compact.append("alpha");
        case 'β' -> compact.append("beta");
        case 'γ' -> compact.append("gamma");
        case 'δ' -> compact.append("delta");
        default -> {
          if (Character.isLetterOrDigit(c)) {
            compact.append(c);
          }
        }
      }
    }
    return compact.toString();
  }

  /** Empty when no rule reads the whole name. */
  @Nullable Rewriting read(String name) {
    String compact = compact(name);
    if (compact.length() < 3 || compact.length() > LONGEST) {
      return null;
    }
    boolean coded = looksLikeCode(name);
    Set<String> names = new LinkedHashSet<>();
    String form = null;
    for (Rule rule : rules) {
      if ((rule.code() && !coded) || !mayFit(rule, compact)) {
        continue;
      }
      for (String found : apply(rule, compact)) {
        names.add(found);
        form = form == null ? rule.form() : form;
      }
      if (names.size() > MOST_READINGS) {
        return null;
      }
    }
    return form == null ? null : new Rewriting(List.copyOf(names), form);
  }

  /** The systematic name where the rules give one and only one; empty otherwise. */
  @Nullable String only(String name) {
    Rewriting rewriting = read(name);
    return rewriting == null || rewriting.names().size() != 1 ? null : rewriting.names().getFirst();
  }

  /** Short codes are told from words by a digit, or by capitals. */
  private static boolean looksLikeCode(String name) {
    int capitals = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isDigit(c) || c == 'α') {
        return true;
      }
      capitals += Character.isUpperCase(c) ? 1 : 0;
    }
    return capitals >= 3 && name.length() >= 4;
  }

  private static boolean mayFit(Rule rule, String compact) {
    for (String part : rule.parts()) {
      if (!part.startsWith("{") && !compact.contains(part)) {
        return false;
      }
    }
    return true;
  }

  private Set<String> apply(Rule rule, String text) {
    List<State> states = List.of(new State(0, Map.of()));
    for (String part : rule.parts()) {
      List<State> next = new ArrayList<>();
      for (State state : states) {
        step(rule, part, text, state, next);
      }
      states = next;
      if (states.isEmpty()) {
        return Set.of();
      }
    }
    Set<String> names = new LinkedHashSet<>();
    for (State state : states) {
      if (state.at() == text.length()) {
        names.addAll(fill(rule.name(), state.values()));
      }
    }
    return names;
  }

  private void step(Rule rule, String part, String text, State state, List<State> next) {
    if (!part.startsWith("{")) {
      if (text.startsWith(part, state.at())) {
        next.add(new State(state.at() + part.length(), state.values()));
      }
      return;
    }
    String slot = part.substring(1, part.length() - 1);
    boolean needed = slot.endsWith("+");
    String plain = needed ? slot.substring(0, slot.length() - 1) : slot;
    if (plain.equals("ring") || plain.equals("indole")) {
      if (!needed) {
        next.add(with(state, state.at(), plain, List.of("")));
      }
      groups(text, state.at(), plain, rule.code(), List.of(""), 0, next, state);
      return;
    }
    Map<String, List<String>> spellings = slots.get(plain);
    if (spellings == null) {
      throw new IllegalStateException(
          "The rule '%s' names the slot '%s', which shorthand-slots.csv lacks."
              .formatted(rule.form(), plain));
    }
    spellings.forEach((spelling, values) -> {
      if (text.startsWith(spelling, state.at())) {
        next.add(with(state, state.at() + spelling.length(), plain, values));
      }
    });
  }

  private static State with(State state, int at, String slot, List<String> values) {
    Map<String, List<String>> all = new HashMap<>(state.values());
    all.put(slot, values);
    return new State(at, all);
  }

  /** One, two or three groups on a ring, one after another. */
  private void groups(
      String text,
      int at,
      String slot,
      boolean code,
      List<String> before,
      int depth,
      List<State> next,
      State origin) {
    if (depth == 3) {
      return;
    }
    for (Group group : group(text, at, slot, code)) {
      List<String> joined = new ArrayList<>();
      for (String head : before) {
        for (String name : group.names()) {
          joined.add(head.isEmpty() ? name : head + "-" + name);
        }
      }
      if (joined.size() > MOST_READINGS) {
        continue;
      }
      // The indole's name goes on with a locant, so its groups end in a hyphen.
      next.add(
          with(
              origin,
              group.end(),
              slot,
              slot.equals("indole") ? joined.stream().map(n -> n + "-").toList() : joined));
      groups(text, group.end(), slot, code, joined, depth + 1, next, origin);
    }
  }

  private List<Group> group(String text, int at, String slot, boolean code) {
    String allowed = slot.equals("ring") ? "23456" : "4567";
    List<Group> groups = new ArrayList<>();
    List<State> located = new ArrayList<>();
    located.add(new State(at, Map.of("at", List.of())));
    int digits = at;
    while (digits < text.length() && allowed.indexOf(text.charAt(digits)) >= 0) {
      digits++;
      located.add(new State(digits, Map.of("at", spread(text.substring(at, digits)))));
    }
    POSITION_WORDS.forEach((word, position) -> {
      if (slot.equals("ring") && text.startsWith(word, at)) {
        located.add(new State(at + word.length(), Map.of("at", List.of(position))));
      }
    });
    for (State state : located) {
      List<String> positions = state.values().getOrDefault("at", List.of());
      int from = state.at();
      if (positions.size() > 1) {
        String times = positions.size() == 2 ? "di" : positions.size() == 3 ? "tri" : "-";
        from = text.startsWith(times, from) ? from + times.length() : from;
      }
      named(text, from, slot, positions, "substituent", code, groups);
      if (code && slot.equals("ring")) {
        named(text, from, slot, positions, "letter", code, groups);
      }
    }
    return groups;
  }

  private static List<String> spread(String digits) {
    return digits.chars().mapToObj(c -> String.valueOf((char) c)).toList();
  }

  private void named(
      String text,
      int from,
      String slot,
      List<String> positions,
      String table,
      boolean code,
      List<Group> out) {
    Map<String, List<String>> spellings = slots.getOrDefault(table, Map.of());
    spellings.forEach((spelling, values) -> {
      if (!text.startsWith(spelling, from)) {
        return;
      }
      String value = values.getFirst();
      int end = from + spelling.length();
      if (value.equals("methylenedioxy")) {
        boolean stated = positions.equals(List.of("3", "4")) || positions.isEmpty();
        if (slot.equals("ring") && stated) {
          out.add(new Group(end, List.of("3,4-methylenedioxy")));
        }
        return;
      }
      if (positions.isEmpty()) {
        if (slot.equals("ring") && !code) {
          out.add(new Group(end, List.of("2-" + value, "3-" + value, "4-" + value)));
        }
        return;
      }
      String times =
          switch (positions.size()) {
            case 1 -> "";
            case 2 -> "di";
            case 3 -> "tri";
            default -> null;
          };
      if (times != null && positions.stream().distinct().count() == positions.size()) {
        out.add(new Group(end, List.of(String.join(",", positions) + "-" + times + value)));
      }
    });
  }

  /** A star in a table drops the group together with its locant: {@code 4-*-} becomes nothing. */
  private static List<String> fill(String template, Map<String, List<String>> values) {
    List<String> filled = List.of(template);
    for (Map.Entry<String, List<String>> slot : values.entrySet()) {
      List<String> next = new ArrayList<>();
      for (String name : filled) {
        for (String value : slot.getValue()) {
          next.add(name.replace("{" + slot.getKey() + "}", value));
        }
      }
      filled = next;
    }
    return filled.stream().map(n -> n.replace("4-*-", "").replace("*", "")).toList();
  }
}

package weir.quantity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.quantity.Token.Glue;
import weir.quantity.Token.Kind;

/** One pass over the tokens of one text; each step looks ahead over a fixed number of tokens. */
final class Reading {

  /** How many words may stand between a number and what it counts: "25 strong red XTC pills". */
  private static final int WORDS_BETWEEN = 4;

  private static final double MOST_PIECES = 1_000_000;

  private static final Map<String, Double> PARTS =
      Map.ofEntries(
          Map.entry("half", 0.5),
          Map.entry("quarter", 0.25),
          Map.entry("eighth", 0.125),
          Map.entry("halbes", 0.5),
          Map.entry("halber", 0.5),
          Map.entry("halbe", 0.5),
          Map.entry("demi", 0.5),
          Map.entry("medio", 0.5),
          Map.entry("media", 0.5),
          Map.entry("mezzo", 0.5),
          Map.entry("halve", 0.5),
          Map.entry("half-a", 0.5),
          Map.entry("pół", 0.5),
          Map.entry("пол", 0.5),
          Map.entry("половина", 0.5),
          Map.entry("четверть", 0.25),
          Map.entry("полтора", 1.5),
          Map.entry("наполовину", 0.5),
          Map.entry("ნახევარი", 0.5));

  private static final Map<String, Double> NUMBER_WORDS =
      Map.ofEntries(
          Map.entry("a", 1.0),
          Map.entry("an", 1.0),
          Map.entry("one", 1.0),
          Map.entry("two", 2.0),
          Map.entry("three", 3.0),
          Map.entry("four", 4.0),
          Map.entry("five", 5.0),
          Map.entry("six", 6.0),
          Map.entry("seven", 7.0),
          Map.entry("eight", 8.0),
          Map.entry("nine", 9.0),
          Map.entry("ten", 10.0),
          Map.entry("twelve", 12.0),
          Map.entry("fifteen", 15.0),
          Map.entry("twenty", 20.0),
          Map.entry("fifty", 50.0),
          Map.entry("dozen", 12.0),
          Map.entry("thirty", 30.0),
          Map.entry("hundred", 100.0),
          Map.entry("tien", 10.0),
          Map.entry("twee", 2.0),
          Map.entry("vijf", 5.0),
          Map.entry("cinco", 5.0),
          Map.entry("diez", 10.0),
          Map.entry("cinq", 5.0),
          Map.entry("dix", 10.0),
          Map.entry("dwa", 2.0),
          Map.entry("pięć", 5.0),
          Map.entry("dziesięć", 10.0),
          Map.entry("single", 1.0),
          Map.entry("full", 1.0),
          Map.entry("whole", 1.0),
          Map.entry("ein", 1.0),
          Map.entry("eine", 1.0),
          Map.entry("zwei", 2.0),
          Map.entry("drei", 3.0),
          Map.entry("fünf", 5.0),
          Map.entry("zehn", 10.0),
          Map.entry("un", 1.0),
          Map.entry("une", 1.0),
          Map.entry("deux", 2.0),
          Map.entry("uno", 1.0),
          Map.entry("dos", 2.0),
          Map.entry("один", 1.0),
          Map.entry("одна", 1.0),
          Map.entry("два", 2.0),
          Map.entry("две", 2.0),
          Map.entry("три", 3.0),
          Map.entry("четыре", 4.0),
          Map.entry("пять", 5.0),
          Map.entry("десять", 10.0));

  private static final Set<String> COUNT_LABELS =
      Set.of("qty", "quantity", "amount", "menge", "anzahl", "количество", "кол", "cantidad");

  private static final Set<String> PER = Set.of("per", "pro", "par", "por", "на");

  /** What stands behind a number that is given on top: "+ 2 free". */
  private static final Set<String> FREE =
      Set.of(
          "free",
          "extra",
          "bonus",
          "gratis",
          "kostenlos",
          "gratuit",
          "gratuits",
          "gift",
          "бонус",
          "подарок",
          "бесплатно");

  /** Number words that count the pieces behind them; articles do not. */
  private static final Set<String> ARTICLES =
      Set.of("a", "an", "ein", "eine", "un", "une", "uno", "full", "whole");

  private static final Set<String> LINKS = Set.of("of", "по", "à", "je", "de", "von");

  /** Words after which a number no longer counts what follows. */
  private static final Set<String> ENDS_COUNT =
      Set.of(
          "for", "free", "with", "from", "and", "or", "per", "each", "day", "days", "hour", "hours",
          "week", "weeks", "month", "months", "year", "years", "star", "stars", "deals", "sales",
          "times", "to", "by", "in", "on", "at", "off", "mm", "cm", "inch", "min", "minutes", "und",
          "oder", "и", "или", "для", "через", "дней", "дня", "день", "часа", "часов", "th", "st",
          "nd", "rd", "mah", "gb", "mb", "kb", "tb", "plus", "strain", "strains", "flavors");

  /** What is sold loose, so that milligrams are the product's mass. */
  private static final Set<String> LOOSE =
      Set.of(
          "powder",
          "powders",
          "powdered",
          "crystal",
          "crystals",
          "crystalline",
          "shard",
          "shards",
          "sample",
          "samples",
          "sampler",
          "hcl",
          "freebase",
          "fumarate",
          "wax",
          "shatter",
          "resin",
          "dmt",
          "cocaine",
          "coke",
          "heroin",
          "ketamine",
          "mxe",
          "speed",
          "rock",
          "rocks",
          "uncut",
          "isolate",
          "pulver",
          "poudre",
          "polvo",
          "порошок",
          "порошка",
          "кристалл",
          "кристаллы",
          "кристаллов",
          "крис",
          "пудра",
          "мука",
          "мдма",
          "кокаин",
          "героин",
          "кетамин",
          "сырец",
          "мефедрон",
          "метадон",
          "methamphetamine",
          "mephedrone",
          "flakes");

  /** A gauge of needles is written like grams. */
  private static final Set<String> NEEDLES =
      Set.of("needle", "needles", "syringe", "syringes", "insulin");

  private final String text;
  private final List<Token> tokens;
  private final List<Finding> found = new ArrayList<>();
  private final List<Finding> candidates = new ArrayList<>();
  private final List<Finding> menu = new ArrayList<>();
  private @Nullable Finding bracketed;
  private boolean statesAmount;
  private boolean loose;
  private boolean needles;

  Reading(String text) {
    this.text = text;
    this.tokens = Tokens.of(text);
    read();
  }

  List<Finding> findings() {
    return found;
  }

  /** The amounts of a list with one unit, such as {@code 1/5/10 g}; empty when there is none. */
  List<Finding> menu() {
    return menu;
  }

  /** Whether anything is measured or counted, a range or a list to choose from included. */
  boolean statesAmount() {
    return statesAmount || !found.isEmpty();
  }

  boolean loose() {
    return loose;
  }

  List<Quantity> quantities() {
    if (found.isEmpty()) {
      return List.of();
    }
    List<Quantity> quantities = new ArrayList<>(found.size());
    for (Finding finding : found) {
      quantities.add(finding.quantity(loose));
    }
    return List.copyOf(quantities);
  }

  private void read() {
    boolean looseWord = false;
    boolean anyNumber = false;
    boolean pieces = false;
    for (Token token : tokens) {
      if (token.is(Kind.WORD)) {
        looseWord |= LOOSE.contains(token.word());
        needles |= NEEDLES.contains(token.word());
        Unit unit = Unit.named(token.word());
        pieces |= unit != null && unit.kind() == Unit.Kind.PIECE;
      } else {
        anyNumber |= token.is(Kind.NUMBER);
      }
    }
    int i = 0;
    while (i < tokens.size()) {
      i =
          switch (tokens.get(i).kind()) {
            case NUMBER, RATIO -> fromNumber(i);
            case TIMES -> anyNumber ? fromTimes(i) : i + 1;
            case WORD -> fromWord(i);

            case SIGN, DEAD_NUMBER -> i + 1;
          };
    }
    boolean counted = false;
    boolean strength = false;
    boolean mass = false;
    for (Finding finding : found) {
      counted |= finding.countsPieces();
      mass |= finding.unit().kind() == Unit.Kind.MASS;
      strength |=
          finding.unit().kind() == Unit.Kind.MILLIGRAM
              || finding.unit().kind() == Unit.Kind.STRENGTH;
    }
    if (!counted && (strength || pieces) && candidates.isEmpty() && bracketed != null) {
      candidates.add(bracketed);
    }
    if (!counted && (strength || bracketed != null) && !candidates.isEmpty()) {
      Finding count = candidates.getFirst();
      int place = 0;
      while (place < found.size() && found.get(place).start() < count.start()) place++;
      found.add(place, count);
      counted = true;
    }
    boolean onlyMultiplied =
        counted && found.stream().allMatch(f -> f.multiple() != null && !f.unit().counts());
    loose = looseWord && !pieces && !mass && (!counted || onlyMultiplied);
  }

  // ---- what starts with a number

  private int fromNumber(int i) {
    Token number = tokens.get(i);
    if (couldCount(number) && i + 1 < tokens.size() && tokens.get(i + 1).isWord("dozen")) {
      int dozens = writtenNumber(i + 1, number.value() * 12);
      if (dozens > 0) return dozens;
    }
    int next = measure(i);
    if (next > 0) {
      return next;
    }
    next = multiplied(i);
    if (next > 0) {
      return next;
    }
    next = addition(i);
    if (next > 0) {
      return next;
    }
    next = countBeforeNoun(i);
    if (next > 0) {
      return next;
    }
    next = givenOnTop(i);
    if (next > 0) {
      return next;
    }
    if (bracketed == null && standsInBrackets(i)) {
      bracketed = Finding.bareCount(number.start(), number.end(), number.value());
    }
    if (couldCount(number)) {
      if (nothingBefore(i)) {
        candidates.add(Finding.bareCount(number.start(), number.end(), number.value()));
      }
    } else if (number.is(Kind.NUMBER)
        && number.glue() == Glue.HASH
        && number.whole()
        && number.value() >= 5) {
      candidates.add(Finding.bareCount(number.start(), number.end(), number.value()));
    }
    return i + 1;
  }

  /** {@code 10 pills + 2 free}. */
  private int givenOnTop(int i) {
    boolean onTop =
        i > 0
            && tokens.get(i - 1).isSign('+')
            && couldCount(tokens.get(i))
            && i + 1 < tokens.size()
            && FREE.contains(tokens.get(i + 1).word())
            && !found.isEmpty()
            && found.getLast().unit().counts()
            && found.getLast().end() <= tokens.get(i - 1).start();
    if (!onTop) return 0;
    Token number = tokens.get(i);
    found.add(Finding.bareCount(number.start(), number.end(), number.value()));
    return i + 2;
  }

  /** {@code capsules (14)}: what stands alone in brackets, years apart. */
  private boolean standsInBrackets(int i) {
    Token number = tokens.get(i);
    return couldCount(number)
        && number.value() >= 2
        && !(number.value() >= 1990 && number.value() <= 2050)
        && i > 1
        && i + 1 < tokens.size()
        && (tokens.get(i - 1).isSign('(') || tokens.get(i - 1).isSign('['))
        && (tokens.get(i + 1).isSign(')') || tokens.get(i + 1).isSign(']'));
  }

  private static boolean couldCount(Token number) {
    return number.is(Kind.NUMBER)
        && number.glue() == Glue.NONE
        && number.whole()
        && number.value() >= 1
        && number.value() <= MOST_PIECES;
  }

  private boolean nothingBefore(int i) {
    for (int k = 0; k < i; k++) {
      if (!tokens.get(k).is(Kind.SIGN)) return false;
    }
    int after = i + 1;
    while (after < tokens.size()
        && after - i <= 2
        && (tokens.get(after).isSign('.')
            || tokens.get(after).isSign(')')
            || tokens.get(after).isSign(']')
            || (tokens.get(after).isSign('-')
                && tokens.get(after).start() > tokens.get(i).end()))) {
      after++;
    }
    if (after >= tokens.size()) return false;
    Token next = tokens.get(after);
    if (next.isWord("lsd")) return true;
    if (next.is(Kind.NUMBER) && after == i + 1) {
      int end = unitAfter(after);
      Unit unit = end > 0 ? unitEnding(end) : null;
      return unit != null && isStrength(unit);
    }
    // A number that runs into letters is part of a name: 25I, 4F, 2C.
    return (next.start() > tokens.get(i).end() && next.is(Kind.WORD))
        && !ENDS_COUNT.contains(next.word());
  }

  /** A number with its unit, a range, and whatever multiplies it at its right. */
  private int measure(int i) {
    Token number = tokens.get(i);
    if (number.glue() == Glue.HASH) return 0;
    int range = rangeEnd(i);
    if (range > 0) {
      int after = unitAfter(range);
      Unit unit = after > 0 ? unitEnding(after) : null;
      if (unit == null) return 0;
      statesAmount = true;
      if (!isStrength(unit)) return after; // a choice, such as 1-5g
      double middle = (number.value() + tokens.get(range).value()) / 2;
      return finish(after, Finding.of(number.start(), endOf(after), middle, unit));
    }
    int after = unitAfter(i);
    if (after == 0) return 0;
    Unit unit = unitEnding(after);
    if (unit == null || !fits(number, unit, after)) return 0;
    if (needles && unit.kind() == Unit.Kind.VOLUME) return after;
    if (endsChoice(i) && (unit.kind() == Unit.Kind.MASS || unit.counts())) {
      statesAmount = true;
      menu(i, unit);
      return after;
    }
    if (unit.kind() == Unit.Kind.MASS && needles) return after;
    boolean eightBall = unit.equals(Unit.EIGHT_BALL);
    double value = eightBall ? unit.factor() : printed(number, unit) * unit.factor();
    Finding finding = Finding.of(number.start(), endOf(after), value, unit);
    if (eightBall && i > 0 && couldCount(tokens.get(i - 1))) {
      Token several = tokens.get(i - 1);
      finding = finding.times(several.start(), finding.end(), several.value(), null);
    }
    if (number.is(Kind.RATIO)) {
      if (!isStrength(unit)) return after;
      finding = finding.ofMixture();
    }
    return finish(after, finding);
  }

  /** The number printed, where {@code 05g} has lost its point. */
  private double printed(Token number, Unit unit) {
    int digits = number.end() - number.start();
    boolean lostPoint =
        unit.kind() == Unit.Kind.MASS
            && digits >= 2
            && digits <= 3
            && number.whole()
            && text.charAt(number.start()) == '0'
            && Character.isDigit(text.charAt(number.start() + 1));
    return lostPoint ? number.value() / Math.pow(10, digits - 1) : number.value();
  }

  /** Whether other numbers with slashes stand before: {@code 1/5/10 g} offers a choice. */
  private boolean endsChoice(int i) {
    return i >= 2
        && tokens.get(i - 1).isSign('/')
        && tokens.get(i - 2).is(Kind.NUMBER)
        && tokens.get(i - 2).end() == tokens.get(i - 1).start();
  }

  /** Notes what {@code 1/5/10 g} offers to choose from. */
  private void menu(int i, Unit unit) {
    int first = i;
    while (endsChoice(first)) first -= 2;
    for (int k = first; k <= i; k += 2) {
      Token number = tokens.get(k);
      menu.add(Finding.of(number.start(), number.end(), number.value() * unit.factor(), unit));
    }
  }

  private static boolean isStrength(Unit unit) {
    return unit.kind() == Unit.Kind.MILLIGRAM || unit.kind() == Unit.Kind.STRENGTH;
  }

  private boolean fits(Token number, Unit unit, int after) {
    boolean attached = tokens.get(after - 1).start() == number.end();
    if (unit.counts() && (!number.whole() && unit.kind() != Unit.Kind.PIECE)) return false;
    if (unit.counts() && number.value() > MOST_PIECES) return false;
    if (number.value() == 0) return false;
    boolean year =
        unit.name().equals("g")
            && number.whole()
            && number.value() >= 1900
            && number.value() <= 2100
            && tokens.get(after - 1).isWord("г");
    if (year) return false;
    return switch (number.glue()) {
      case NONE -> true;
      case LETTER -> attached && !unit.counts() && (endOf(after) - number.end() >= 2);
      case HYPHEN -> !unit.counts() || attached || joinedByHyphen(number);
      case HASH -> false;
    };
  }

  private boolean joinedByHyphen(Token number) {
    return number.end() < text.length() && text.charAt(number.end()) == '-';
  }

  /** The token of the upper bound when a range starts at {@code i}, or 0. */
  private int rangeEnd(int i) {
    Token number = tokens.get(i);
    if (!number.is(Kind.NUMBER) || number.glue() != Glue.NONE || i + 2 >= tokens.size()) return 0;
    Token between = tokens.get(i + 1);
    Token upper = tokens.get(i + 2);
    if (!upper.is(Kind.NUMBER) || upper.value() <= number.value()) return 0;
    boolean dash = between.isSign('-') || between.isSign('~');
    boolean word = between.isWord("to") || between.isWord("до") || between.isWord("bis");
    if (!dash && !word) return 0;
    boolean tight = between.start() == number.end() && upper.start() == between.end();
    if (tight || word) return i + 2;
    int after = unitAfter(i + 2);
    Unit unit = after > 0 ? unitEnding(after) : null;
    return unit != null && isStrength(unit) ? i + 2 : 0;
  }

  /** The index after the unit that follows the number at {@code i}, or 0 when none does. */
  private int unitAfter(int i) {
    Token number = tokens.get(i);
    int k = i + 1;
    int end = number.end();
    boolean hyphen = false;
    boolean spaced = false;
    while (k < tokens.size() && tokens.get(k).is(Kind.SIGN) && k - i <= 2) {
      Token sign = tokens.get(k);
      spaced |= sign.start() > end;
      boolean closes =
          (sign.isSign(')') || sign.isSign(']'))
              && i > 0
              && (tokens.get(i - 1).isSign('(') || tokens.get(i - 1).isSign('['));
      if (sign.isSign('-')) {
        hyphen = true;
      } else if (!(sign.isSign('.') && !spaced) && !sign.isSign('+') && !closes) {
        return 0;
      }
      end = sign.end();
      k++;
    }
    if (k >= tokens.size()) return 0;
    Token word = tokens.get(k);
    if (!word.is(Kind.WORD)) return 0;
    spaced |= word.start() > end;
    if (word.isWord("fl") && k + 1 < tokens.size()) {
      int ounce = k + 1;
      if (tokens.get(ounce).isSign('.') && ounce + 1 < tokens.size()) ounce++;
      Unit unit = Unit.named(tokens.get(ounce).word());
      return unit != null && unit.name().equals("oz") ? ounce + 1 : 0;
    }
    if (isEightBall(i, k)) return k + 1;
    // 1/8th: of an ounce, in this trade
    if (word.isWord("th") && !spaced && number.value() == 0.125) return k + 1;
    if (word.isWord("i")
        && k + 2 < tokens.size()
        && tokens.get(k + 1).isSign('.')
        && tokens.get(k + 2).isWord("u")) {
      return k + 3;
    }
    Unit unit = Unit.named(word.word());
    if (unit == null) return 0;
    if (spaced && hyphen && word.word().length() == 1) return 0;
    if (k + 1 < tokens.size() && tokens.get(k + 1).start() == word.end()) {
      Token next = tokens.get(k + 1);
      // 5 G13: the letter belongs to a name
      if (next.is(Kind.NUMBER) || next.is(Kind.DEAD_NUMBER)) return 0;
      boolean letterOfName =
          next.isSign('-')
              && word.word().length() == 1
              && (spaced || hyphen)
              && k + 2 < tokens.size()
              && tokens.get(k + 2).start() == next.end();
      if (letterOfName) return 0;
    }
    if (word.isWord("cc") && spaced) return 0;
    if (word.isWord("st") && !spaced) return 0; // 1st
    if ((unit.name().equals("lb") && unit.factor() != 1 && word.word().startsWith("h")) && spaced) {
      return text.charAt(word.start()) == 'H' ? k + 1 : 0;
    }
    return k + 1;
  }

  private boolean isEightBall(int number, int k) {
    Token word = tokens.get(k);
    return tokens.get(number).value() == 8 && (word.isWord("ball") || word.isWord("balls"));
  }

  private @Nullable Unit unitEnding(int after) {
    Token last = tokens.get(after - 1);
    if (last.isWord("th")) return Unit.OUNCE;
    if (last.isWord("u")) return Unit.named("iu");
    if (last.isWord("ball") || last.isWord("balls")) return Unit.EIGHT_BALL;
    if (after >= 2 && Unit.named(last.word()) != null) {
      for (int back = after - 2; back >= Math.max(0, after - 3); back--) {
        if (tokens.get(back).isWord("fl")) return Unit.FLUID_OUNCE;
        if (!tokens.get(back).is(Kind.SIGN)) break;
      }
    }
    return Unit.named(last.word());
  }

  private int endOf(int after) {
    return tokens.get(after - 1).end();
  }

  /** Looks right of a measure: {@code x 500 hits}, {@code /ml}, {@code each}. */
  private int finish(int after, Finding finding) {
    int k = after;
    Unit unit = finding.unit();
    if (k < tokens.size() && tokens.get(k).isSign('.')) k++;
    if (k < tokens.size() && (tokens.get(k).isSign('+') || tokens.get(k).isSign('\''))) {
      if (tokens.get(k).isSign('\'')) k += k + 1 < tokens.size() ? 2 : 1;
      else if (tokens.get(k).start() == finding.end()
          && k + 1 < tokens.size()
          && tokens.get(k + 1).is(Kind.TIMES)) k++;
    }
    double volume = volumeAfterSlash(k);
    if (volume > 0 && isStrength(unit)) {
      // 15mg/10ml: the volume is read for itself
      Finding each = Finding.of(finding.start(), finding.end(), finding.value() / volume, unit);
      found.add(each.per(Unit.MILLILITRE));
      return k + 1;
    }
    Unit per = per(k);
    if (per != null) {
      found.add(finding.per(per));
      return Math.min(tokens.size(), k + 2);
    }
    if (unit.counts()) {
      int linked = linkedMeasure(k, finding);
      if (linked > 0) return linked;
      found.add(finding);
      return after;
    }
    int times = k;
    if (times < tokens.size() && (tokens.get(times).isSign(')') || tokens.get(times).isSign(']'))) {
      times++;
    }
    boolean cross = times < tokens.size() && isTimesHere(times);
    // "30mg pills x5", "250mg Blue x 10" are read by fromTimes; here only what stands adjacent.
    if (cross && times + 1 < tokens.size() && couldCount(tokens.get(times + 1))) {
      Token count = tokens.get(times + 1);
      int noun = unitAfter(times + 1);
      Unit counted = noun > 0 ? unitEnding(noun) : null;
      if (counted == null || counted.counts()) {
        int end = counted == null ? count.end() : endOf(noun);
        found.add(finding.times(finding.start(), end, count.value(), counted));
        return counted == null ? times + 2 : noun;
      }
    }
    found.add(finding);
    return after;
  }

  /** The millilitres behind a slash, or 0. */
  private double volumeAfterSlash(int k) {
    if (k + 1 >= tokens.size() || !tokens.get(k).isSign('/')) return 0;
    Token number = tokens.get(k + 1);
    int after = number.is(Kind.NUMBER) ? unitAfter(k + 1) : 0;
    Unit unit = after > 0 ? unitEnding(after) : null;
    return unit != null && unit.name().equals("ml") ? number.value() * unit.factor() : 0;
  }

  /** What {@code each}, {@code /tab} or {@code per ml} say that a measure holds for, or null. */
  private @Nullable Unit per(int k) {
    if (k >= tokens.size()) return null;
    Token token = tokens.get(k);
    if (token.isWord("each") || token.isWord("ea")) return Unit.PIECE;
    boolean perWord = token.isSign('/') || PER.contains(token.word());
    if (!perWord || k + 1 >= tokens.size() || !tokens.get(k + 1).is(Kind.WORD)) return null;
    return Unit.named(tokens.get(k + 1).word());
  }

  private boolean isTimesHere(int k) {
    Token token = tokens.get(k);
    if (token.is(Kind.TIMES)) return true;
    // A star is a multiplication sign between two numbers only; else it is an ornament.
    return token.isSign('*')
        && k + 1 < tokens.size()
        && tokens.get(k + 1).is(Kind.NUMBER)
        && k > 0
        && !tokens.get(k - 1).is(Kind.SIGN);
  }

  /** {@code 10 bags x 5g}, {@code 2 boxes of 30 tablets}: a count that multiplies what follows. */
  private int linkedMeasure(int k, Finding count) {
    if (k >= tokens.size()) return 0;
    Token link = tokens.get(k);
    boolean links =
        isTimesHere(k) || link.isSign('@') || (link.is(Kind.WORD) && LINKS.contains(link.word()));
    if (!links || k + 1 >= tokens.size() || !tokens.get(k + 1).is(Kind.NUMBER)) return 0;
    int mark = found.size();
    int next = measure(k + 1);
    Token each = tokens.get(k + 1);
    if (next == 0 && couldCount(each) && unitAfter(k + 1) == 0) {
      // 2 strips of 10
      Finding pieces = Finding.of(each.start(), each.end(), each.value(), Unit.PIECE);
      found.add(pieces.times(count.start(), each.end(), count.value(), count.unit()));
      return k + 2;
    }
    if (next == 0 || found.size() != mark + 1) {
      return 0;
    }
    Finding inner = found.remove(mark);
    if (inner.unit().kind() == Unit.Kind.VOLUME || !inner.unit().counts() || !count.bare()) {
      found.add(inner.times(count.start(), inner.end(), count.value(), count.unit()));
      return next;
    }
    found.add(inner);
    return 0;
  }

  /** {@code 10x100mg}, {@code 5 x 2 pills}, {@code 15x Green}, {@code 56 (2 boxes) x 10mg}. */
  private int multiplied(int i) {
    Token number = tokens.get(i);
    if (!couldCount(number)) return 0;
    int k = i + 1;
    if (k < tokens.size() && tokens.get(k).isSign('(')) {
      int close = k + 1;
      while (close < tokens.size() && close - k < 6 && !tokens.get(close).isSign(')')) close++;
      if (close + 1 >= tokens.size()
          || !tokens.get(close).isSign(')')
          || !tokens.get(close + 1).is(Kind.TIMES)) return 0;
      k = close + 1;
    }
    if (k < tokens.size() && tokens.get(k).isSign(')') && i > 0 && tokens.get(i - 1).isSign('(')) {
      k++;
    }
    int named = k;
    while (named < tokens.size()
        && named - k < 2
        && tokens.get(named).is(Kind.WORD)
        && !ENDS_COUNT.contains(tokens.get(named).word())
        && tokens.get(named).start() > tokens.get(named - 1).end()) {
      named++;
    }
    // "10 plates x 10 g": what the count counts has a name that is no unit.
    if (named > k
        && named + 1 < tokens.size()
        && tokens.get(named).is(Kind.TIMES)
        && tokens.get(named + 1).is(Kind.NUMBER)
        && unitAfter(named + 1) > 0) {
      k = named;
    }
    if (k >= tokens.size() || !isTimesHere(k)) return 0;
    Token times = tokens.get(k);
    boolean numberNext = k + 1 < tokens.size() && tokens.get(k + 1).value() > 0;
    if (numberNext) {
      int mark = found.size();
      int next = measure(k + 1);
      if (next > 0 && found.size() == mark + 1) {
        Finding inner = found.remove(mark);
        found.add(inner.times(number.start(), inner.end(), number.value(), null));
        return next;
      }
      if (next > 0) return next;
    }
    if (!times.is(Kind.TIMES)) return 0;
    // Nothing measured follows: the count stands before a name, or before the noun itself.
    int noun = nounWithin(k + 1);
    boolean direct = noun == k + 1;
    Unit unit = noun > 0 ? Unit.named(tokens.get(noun).word()) : null;
    if (unit != null) {
      int end = direct ? tokens.get(noun).end() : times.end();
      found.add(Finding.of(number.start(), end, number.value(), unit));
      return direct ? noun + 1 : k + 1;
    }
    found.add(Finding.bareCount(number.start(), times.end(), number.value()));
    return k + 1;
  }

  /** {@code 10+1pc}, {@code 5 + 5 tabs}: a count printed as a sum. */
  private int addition(int i) {
    Token number = tokens.get(i);
    if (!number.is(Kind.NUMBER) || number.glue() != Glue.NONE || i + 2 >= tokens.size()) return 0;
    Token plus = tokens.get(i + 1);
    Token more = tokens.get(i + 2);
    if (!plus.isSign('+') || !more.is(Kind.NUMBER)) return 0;
    int after = unitAfter(i + 2);
    Unit unit = after > 0 ? unitEnding(after) : null;
    if (i + 3 < tokens.size() && FREE.contains(tokens.get(i + 3).word())) {
      // 10 + 1 free XTC
      int noun = nounWithin(i + 4);
      unit = noun > 0 ? Unit.named(tokens.get(noun).word()) : null;
      after = noun + 1;
    }
    if (unit == null || isStrength(unit) || unit.kind() == Unit.Kind.VOLUME) return 0;
    double sum = (number.value() + more.value()) * unit.factor();
    return finish(after, Finding.of(number.start(), endOf(after), sum, unit));
  }

  /** {@code 25 XTC pills}: some words stand between. */
  private int countBeforeNoun(int i) {
    Token number = tokens.get(i);
    if (!couldCount(number) || i + 1 >= tokens.size()) return 0;
    Token follower = tokens.get(i + 1);
    if (follower.start() == number.end()) {
      if (follower.isWord("k") && number.value() <= MOST_PIECES / 1000) return thousands(i);
      if (!follower.is(Kind.SIGN)) return 0;
    }
    int noun = nounWithin(i + 1);
    if (noun == 0) return 0;
    Unit unit = Unit.named(tokens.get(noun).word());
    if (unit == null || unit.kind() == Unit.Kind.CONTAINER) return 0;
    for (int k = i + 1; k < noun; k++) {
      Token between = tokens.get(k);
      boolean inName = k + 1 < noun && tokens.get(k + 1).start() == between.end();
      if (between.is(Kind.NUMBER) && !(inName && unitAfter(k) == 0)) {
        return strengthBetween(i, k, noun, unit);
      }
    }
    found.add(Finding.of(number.start(), tokens.get(noun).end(), number.value(), unit));
    return noun + 1;
  }

  /** {@code 1k XTC pills}. */
  private int thousands(int i) {
    int noun = nounWithin(i + 2);
    Unit unit = noun > 0 ? Unit.named(tokens.get(noun).word()) : null;
    if (unit == null) return 0;
    Token number = tokens.get(i);
    found.add(Finding.of(number.start(), tokens.get(noun).end(), number.value() * 1000, unit));
    return noun + 1;
  }

  /** {@code 10 6mg tablets}: the count ends before the strength, which is read on its own. */
  private int strengthBetween(int i, int k, int noun, Unit unit) {
    int after = unitAfter(k);
    Unit strength = after > 0 ? unitEnding(after) : null;
    if (strength == null || !isStrength(strength) || after > noun) return 0;
    Token number = tokens.get(i);
    found.add(Finding.of(number.start(), number.end(), number.value(), unit));
    return i + 1;
  }

  /** The index of the first counting noun within a few words from {@code k} on, or 0. */
  private int nounWithin(int k) {
    int words = 0;
    for (int n = k; n < tokens.size() && words <= WORDS_BETWEEN && n - k < 10; n++) {
      Token token = tokens.get(n);
      switch (token.kind()) {
        case WORD -> {
          if (ENDS_COUNT.contains(token.word())) return 0;
          Unit unit = Unit.named(token.word());
          if (unit != null && unit.kind() == Unit.Kind.PIECE) return n;
          if (unit != null && unit.kind() == Unit.Kind.CONTAINER && n == k) return n;
          boolean freeStanding = tokens.get(n - 1).end() < token.start();
          if (unit != null && freeStanding && !unit.counts() && token.word().length() > 1) return 0;
          words++;
        }
        case SIGN -> {
          char sign = token.word().charAt(0);
          if (sign == ','
              || sign == ';'
              || sign == '|'
              || sign == '+'
              || sign == '='
              || sign == '!') return 0;
        }
        case NUMBER -> {
          // A number within a name (2C-B) or a strength (10 6mg tablets) may stand between.
          if (n + 1 >= tokens.size() || tokens.get(n + 1).start() > token.end()) {
            int after = unitAfter(n);
            Unit unit = after > 0 ? unitEnding(after) : null;
            if (unit == null || !isStrength(unit)) return 0;
          }
        }
        case RATIO -> {}
        case TIMES, DEAD_NUMBER -> {
          return 0;
        }
      }
    }
    return 0;
  }

  // ---- what starts otherwise

  /** {@code Blueberries x5}: a count after the name. */
  private int fromTimes(int i) {
    if (i + 1 >= tokens.size() || !couldCount(tokens.get(i + 1))) return i + 1;
    Token number = tokens.get(i + 1);
    if (unitAfter(i + 1) > 0 || rangeEnd(i + 1) > 0) return i + 1;
    if (i > 0 && tokens.get(i - 1).end() == tokens.get(i).start()) {
      Token before = tokens.get(i - 1);
      if (before.is(Kind.WORD) || before.isSign('-')) return i + 2;
    }
    Token after = i + 2 < tokens.size() ? tokens.get(i + 2) : null;
    boolean attachedWord = after != null && after.is(Kind.WORD) && after.start() == number.end();
    if (attachedWord || (after != null && after.is(Kind.TIMES))) {
      return i + 1;
    }
    int noun = countBeforeNoun(i + 1);
    if (noun > 0) return noun;
    found.add(Finding.bareCount(tokens.get(i).start(), number.end(), number.value()));
    return i + 2;
  }

  private int fromWord(int i) {
    Token token = tokens.get(i);
    String word = token.word();
    Double part = PARTS.get(word);
    if (part != null) {
      int next = partOfUnit(i, part);
      if (next > 0) return next;
    }
    Double number = NUMBER_WORDS.get(word);
    if (number != null) {
      int next = writtenNumber(i, number);
      if (next > 0) return next;
    }
    if (COUNT_LABELS.contains(word)) {
      int k = i + 1;
      while (k < tokens.size() && k - i < 3 && tokens.get(k).is(Kind.SIGN)) k++;
      if (k < tokens.size() && couldCount(tokens.get(k)) && unitAfter(k) == 0) {
        Token count = tokens.get(k);
        found.add(Finding.bareCount(count.start(), count.end(), count.value()));
        return k + 1;
      }
    }
    Unit unit = Unit.named(word);
    if (unit == null) {
      return word.startsWith("пол") ? halfPrefixed(i) : i + 1;
    }
    if (unit.kind() == Unit.Kind.CONTAINER || word.equals("strip") || word.equals("lot")) {
      // pack of 10
      if (i + 2 < tokens.size()
          && tokens.get(i + 1).is(Kind.WORD)
          && LINKS.contains(tokens.get(i + 1).word())
          && couldCount(tokens.get(i + 2))
          && (unitAfter(i + 2) == 0)) {
        Token count = tokens.get(i + 2);
        found.add(Finding.bareCount(token.start(), count.end(), count.value()));
        return i + 3;
      }
      return i + 1;
    }
    // In capitals only: "hp" in a running text is a make of computers.
    boolean capitals =
        Character.isUpperCase(text.charAt(token.start()))
            && Character.isUpperCase(text.charAt(token.end() - 1));
    boolean priced =
        i > 0 && (tokens.get(i - 1).is(Kind.DEAD_NUMBER) || PER.contains(tokens.get(i - 1).word()));
    boolean opens = i == 0 || tokens.get(i - 1).is(Kind.SIGN);
    boolean ofWhat = i + 1 < tokens.size() && tokens.get(i + 1).isWord("of");
    boolean alone =
        switch (word) {
          case "qp", "hp" -> capitals && !priced;
          case "eightball", "teenth" -> !priced;
          // "Ounce of Kush" is one ounce.
          default -> ofWhat && opens && unit.kind() == Unit.Kind.MASS && word.length() > 1;
        };
    if (alone) {
      found.add(Finding.of(token.start(), token.end(), unit.factor(), unit));
    }
    return i + 1;
  }

  /** {@code half an ounce}, {@code quarter LB}, {@code half gram}. */
  private int partOfUnit(int i, double part) {
    int k = i + 1;
    while (k < tokens.size()
        && k - i <= 2
        && (tokens.get(k).isWord("a")
            || tokens.get(k).isWord("an")
            || tokens.get(k).isWord("of")
            || tokens.get(k).isSign('-'))) {
      k++;
    }
    if (k >= tokens.size() || !tokens.get(k).is(Kind.WORD)) return 0;
    Unit unit = Unit.named(tokens.get(k).word());
    if (unit == null || unit.factor() != 1) return 0;
    if (unit.kind() != Unit.Kind.MASS) return 0;
    Token last = tokens.get(k);
    found.add(Finding.of(tokens.get(i).start(), last.end(), part, unit));
    return k + 1;
  }

  /** {@code two grams}, {@code a gram}; single letters and abbreviations do not follow words. */
  private int writtenNumber(int i, double value) {
    int k = i + 1;
    if (k >= tokens.size() || !tokens.get(k).is(Kind.WORD)) {
      boolean hyphen = k + 1 < tokens.size() && tokens.get(k).isSign('-');
      if (!hyphen || !tokens.get(k + 1).is(Kind.WORD)) return 0;
      k++;
    }
    if (value == 1 && k + 2 < tokens.size() && tokens.get(k).isWord("dozen")) {
      return writtenNumber(k, 12);
    }
    if (k + 3 < tokens.size()
        && tokens.get(k).isWord("and")
        && tokens.get(k + 1).isWord("a")
        && tokens.get(k + 2).isWord("half")) {
      return writtenNumber(k + 2, value + 0.5);
    }
    boolean article = ARTICLES.contains(tokens.get(i).word());
    Token word = tokens.get(k);
    Unit unit = Unit.named(word.word());
    if (unit == null && !article) {
      int noun = nounWithin(k);
      Unit counted = noun > 0 ? Unit.named(tokens.get(noun).word()) : null;
      if (counted == null || value != Math.rint(value)) return 0;
      found.add(Finding.of(tokens.get(i).start(), tokens.get(noun).end(), value, counted));
      return noun + 1;
    }
    if (unit == null || word.word().length() < 2) return 0;
    if (article && unit.counts()) return 0;
    if (!article && isStrength(unit)) return 0;
    double amount = value * unit.factor();
    return finish(k + 1, Finding.of(tokens.get(i).start(), word.end(), amount, unit));
  }

  /** {@code полграмма}. */
  private int halfPrefixed(int i) {
    Token token = tokens.get(i);
    Unit unit = Unit.named(token.word().substring(3));
    if (unit != null && unit.kind() == Unit.Kind.MASS) {
      found.add(Finding.of(token.start(), token.end(), 0.5, unit));
    }
    return i + 1;
  }
}

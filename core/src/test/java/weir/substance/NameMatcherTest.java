package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.substance.NameMatcher.Hit;

class NameMatcherTest {
  private static final SubstanceNamer NAMER = SubstanceNamer.standard();

  @ParameterizedTest(name = "{0} holds {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pure cocaine 5g        | cocaine   | cocaine
          COCAINE                | COCAINE   | cocaine
          Granddaddy Purple 7g   | Granddaddy Purple | cannabis-herb
          Cocaïne de qualité     | Cocaïne   | cocaine
          ＭＤＭＡ imported      | ＭＤＭＡ  | mdma
          𝓜𝓓𝓜𝓐 1g             | 𝓜𝓓𝓜𝓐 | mdma
          Кoкаин 1г              | Кoкаин    | cocaine
          чистый кокаин          | кокаин    | cocaine
          нет кокаина            | кокаина   | cocaine
          грамм марихуаны        | марихуаны | cannabis-herb
          wишки 2г               | wишки     | cannabis-herb
          c0caine uncut          | c0caine   | cocaine
          coooocaine uncut       | coooocaine | cocaine
          C O C A I N E best     | C O C A I N E | cocaine
          1gCocaine              | Cocaine   | cocaine
          2xMDMA                 | MDMA      | mdma
          300mdma                | mdma      | mdma
          MDMA84%                | MDMA      | mdma
          those XTC's are fake   | XTC       | mdma
          mollies and XTCs       | XTCs      | mdma
          5F-PB22 powder         | 5F-PB22   | 5f-pb-22
          5f pb 22 powder        | 5f pb 22  | 5f-pb-22
          2C-B 20mg              | 2C-B      | 2c-b
          2cb pills              | 2cb       | 2c-b
          α-PVP                  | α-PVP     | alpha-pvp
          a pvp 1g               | a pvp     | alpha-pvp
          APVP 1g                | APVP      | alpha-pvp
          альфа пвп              | альфа пвп | alpha-pvp
          25I-NBOMe 1mg          | 25I-NBOMe | 25i-nbome
          4-fluoromethylphenidate | 4-fluoromethylphenidate | 4-fluoromethylphenidate
          Northern-Lights 3g     | Northern-Lights | cannabis-herb
          purplehaze 3g          | purplehaze | cannabis-herb
          h3roin 1g              | h3roin    | heroin
          k3t4mine 5g            | k3t4mine  | ketamine
          fent@nyl powder        | fent@nyl  | fentanyl
          oxycod0ne 20mg         | oxycod0ne | oxycodone
          d1azepam 10mg          | d1azepam  | diazepam
          a1prazolam 2mg         | a1prazolam | alprazolam
          купить фентанил        | фентанил  | fentanyl
          pure ketamin 1g        | ketamin   | ketamine
          出售大麻和可卡因       | 大麻      | cannabis-herb
          出售大麻和可卡因       | 可卡因    | cocaine
          コカイン 1g            | コカイン  | cocaine
          코카인 1g              | 코카인    | cocaine
          كوكايين 1 غرام         | كوكايين   | cocaine
          ขายยาบ้า 10 เม็ด        | ยาบ้า     | methamphetamine
          ηρωίνη 1g              | ηρωίνη    | heroin
          הרואין 1g              | הרואין    | heroin
          ❄️❄️ 1g top            | ❄        | cocaine
          fresh🍄5g              | 🍄       | psilocybin-mushrooms
          cocaine❄️              | cocaine   | cocaine
          """)
  void a_name_is_found_however_it_is_written(String text, String surface, String substance) {
    assertThat(NAMER.mentions(text))
        .anySatisfy(span -> {
          assertThat(span.surface()).isEqualTo(surface);
          assertThat(span.substance()).isEqualTo(substance);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ice cream maker, 2 kg",
        "Speed dating for beginners",
        "рот", // look-alike letters throughout, but a Russian word
        "the therapist said",
        "methods of payment",
        "price list",
        "hashtag campaign 5x",
        "a snow white dress",
        "scocaine",
        "100% cotton shirt",
        "concert tickets 2x",
        "a hash table of 5 pieces",
        "account with 2FA",
        "I don't know",
        "it snows ❄️ today",
        "room h3 of 4",
        "m@rk@example.org",
        "크크크 아주 좋아요", // the same first letters as a name, but other syllables
        "카카오 초콜릿"
      })
  void ordinary_words_are_no_names(String text) {
    assertThat(NAMER.mentions(text)).isEmpty();
  }

  @Test
  void a_letter_of_a_code_makes_no_running_text() {
    assertThat(NAMER.mentions("25I-NBOMe blotters 10 pcs, AM-2201 5 g"))
        .extracting(NamedSpan::how)
        .isNotEmpty()
        .noneMatch(how -> how.contains("sentence"));
  }

  @Test
  void a_zero_between_letters_reads_as_o_and_elsewhere_as_a_number() {
    assertThat(NAMER.mentions("THC 0.5")).extracting(NamedSpan::surface).containsExactly("THC");
  }

  @Test
  void one_letter_more_makes_another_substance() {
    assertThat(NAMER.mentions("MDA")).extracting(NamedSpan::substance).containsExactly("mda");
    assertThat(NAMER.mentions("MMDA")).extracting(NamedSpan::substance).containsExactly("mmda");
    assertThat(NAMER.mentions("PMMA")).extracting(NamedSpan::substance).containsExactly("pmma");
    assertThat(NAMER.mentions("alpha-PHPP"))
        .extracting(NamedSpan::substance)
        .containsExactly("alpha-phpp");
  }

  @Test
  void the_longest_name_wins() {
    assertThat(NAMER.mentions("5-MeO-DMT")).extracting(NamedSpan::surface).hasSize(1);
    assertThat(NAMER.mentions("acetyl fentanyl"))
        .extracting(NamedSpan::substance)
        .containsExactly("acetylfentanyl");
  }

  @Test
  void offsets_point_into_the_text_as_given() {
    Random random = new Random(20260101);
    for (int round = 0; round < 400; round++) {
      String text = randomText(random);
      int last = 0;
      for (NamedSpan span : NAMER.mentions(text)) {
        assertThat(span.start()).isGreaterThanOrEqualTo(last);
        assertThat(span.end()).isGreaterThan(span.start()).isLessThanOrEqualTo(text.length());
        assertThat(span.surface()).isEqualTo(text.substring(span.start(), span.end()));
        assertThat(span.confidence()).isBetween(0.0, 1.0);
        last = span.end();
      }
    }
  }

  @Test
  void hits_equal_those_of_a_search_that_tries_every_name_everywhere() {
    List<LexiconName> names = new ArrayList<>();
    Random random = new Random(7);
    List<LexiconName> all = Lexicon.standard().names();
    for (int i = 0; i < 150; i++) {
      names.add(all.get(random.nextInt(all.size())));
    }
    for (String name : List.of("a-b", "ab", "abc", "ab c", "bc1", "aab", "cab c", "c-1-b")) {
      names.add(new LexiconName(null, name, NameKind.CODE, "en", true, "made-up.csv", 1));
    }
    List<Spelling> spellings = names.stream().flatMap(name -> Spelling.of(name).stream()).toList();
    NameMatcher matcher = NameMatcher.of(names);
    int hits = 0;
    for (int round = 0; round < 600; round++) {
      String text =
          round % 2 == 0
              ? randomText(random, spellings)
              : randomLetters(random, "aabbcc1 -АВС.ё0\u200B");
      List<Hit> expected = tryEverything(spellings, text);
      assertThat(spans(matcher.find(text))).as(text).isEqualTo(spans(expected));
      hits += expected.size();
    }
    assertThat(hits).isGreaterThan(500);
  }

  @Test
  void hits_are_the_same_wherever_in_a_long_text_the_words_stand() {
    List<LexiconName> names = new ArrayList<>();
    for (String name : List.of("ketamine", "a-pvp", "2c-b", "лсд", "🍄", "mdma", "25i")) {
      names.add(new LexiconName(null, name, NameKind.CODE, "en", true, "made-up.csv", 1));
    }
    NameMatcher matcher = NameMatcher.of(names);
    String text = "10g кetaminе 2 x 2cb 1gMDMA5 \u0301🍄🍄 a\u0301-pvp 100лсд mdmma k3tamine 5x25i";
    List<Hit> alone = matcher.find(text);
    assertThat(alone).hasSize(9);
    for (int before = 1; before < 140; before++) {
      List<Hit> moved = matcher.find("-".repeat(before - 1) + " " + text);
      int by = before;
      assertThat(moved)
          .as("%d units further", before)
          .isEqualTo(
              alone.stream().map(h -> new Hit(h.start() + by, h.end() + by, h.names())).toList());
    }
  }

  private static List<String> spans(List<Hit> hits) {
    return hits.stream()
        .map(h ->
            h.start()
                + "-"
                + h.end()
                + h.names().stream().map(n -> n.name()).distinct().sorted().toList())
        .toList();
  }

  /** The rule spelled out: leftmost start, then longest end, among all names. */
  private static List<Hit> tryEverything(List<Spelling> spellings, String text) {
    List<Hit> hits = new ArrayList<>();
    int[] folded = Folding.of(text);
    int start = 0;
    while (start < text.length()) {
      @Nullable Hit best = null;
      int wordStart = WordStart.at(folded, start);
      for (int stop = text.length();
          stop > start && best == null && wordStart != WordStart.NONE;
          stop--) {
        best = at(spellings, folded, start, stop, wordStart);
      }
      if (best != null) {
        hits.add(best);
        start = best.end();
      } else {
        start++;
      }
    }
    return hits;
  }

  private static @Nullable Hit at(
      List<Spelling> spellings, int[] folded, int start, int stop, int wordStart) {
    if (!Folding.inWord(folded[start]) || !Folding.inWord(folded[stop - 1])) {
      return null;
    }
    Walk walk = new Walk();
    walk.begin(wordStart);
    StringBuilder signs = new StringBuilder();
    int separators = 0;
    for (int i = start; i < stop; i++) {
      int unit = folded[i];
      if (Folding.sign(unit) == Folding.BREAK
          || separators > 3
          || walk.length > NameMatcher.LONGEST) {
        return null;
      }
      if (Folding.sign(unit) == Folding.SEPARATOR) {
        separators++;
      } else if (Folding.inWord(unit)) {
        if (walk.add(unit, separators > 0)) {
          signs.append(Folding.sign(unit));
        }
        separators = 0;
      }
    }
    int grade = Spelling.OTHER;
    int end = -1;
    List<LexiconName> names = new ArrayList<>();
    boolean declared = spellings.stream().anyMatch(s -> !s.inflected() && same(s, signs));
    for (Spelling spelling : spellings) {
      if (!same(spelling, signs) || (declared && spelling.inflected())) {
        continue;
      }
      int after = WordEnd.after(folded, stop, spelling.endsInLetter());
      boolean glued = stop < folded.length && Folding.isDigit(folded[stop]) && after == stop;
      int compared = after < 0 ? Spelling.OTHER : spelling.compare(walk, glued);
      if (compared > grade) {
        grade = compared;
        names.clear();
      }
      if (compared != Spelling.OTHER && compared == grade) {
        names.add(spelling.name());
        end = after;
      }
    }
    return names.isEmpty() ? null : new Hit(start, end, List.copyOf(names));
  }

  private static boolean same(Spelling spelling, CharSequence signs) {
    if (spelling.length() != signs.length()) {
      return false;
    }
    for (int i = 0; i < signs.length(); i++) {
      if (spelling.sign(i) != signs.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static String randomLetters(Random random, String letters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static String randomText(Random random, List<Spelling> spellings) {
    StringBuilder text = new StringBuilder();
    String between = " -.,!(1gx+s'\u200B";
    for (int i = 0; i < 4; i++) {
      text.append(spellings.get(random.nextInt(spellings.size())).name().name());
      text.append(between.charAt(random.nextInt(between.length())));
    }
    return text.toString();
  }

  private static String randomText(Random random) {
    List<LexiconName> names = Lexicon.standard().names();
    StringBuilder text = new StringBuilder();
    String between = " -.,!(15gxsя❄️\u200B'";
    for (int i = 0; i < 5; i++) {
      String name = names.get(random.nextInt(names.size())).name();
      text.append(random.nextBoolean() ? name : name.toUpperCase(java.util.Locale.ROOT));
      for (int k = random.nextInt(3); k >= 0; k--) {
        text.append(between.charAt(random.nextInt(between.length())));
      }
    }
    return text.toString();
  }
}

package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortMatchTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          "12 left",
          "x 3 left, 45 left",
          "sold 210 since May",
          "from Germany to Spain",
          "id=4711&x=2",
          "Rating: (4.8) of 5 * * *",
          "\u0663 left",
          "from \u0414\u043e\u043c",
          "a\nfrom here",
          "aaab aab",
          "$5.00 + 1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(\\d+) left",
        "^(\\d+)",
        "of (\\d+)",
        "from (\\w+)",
        "id=(\\d+)",
        "\\((\\d\\.\\d)\\)",
        "sold \\d+",
        "\\*",
        "a+(a*)b",
        "left",
        "\\$(\\d+)\\.\\d+"
      })
  void a_simple_pattern_finds_what_the_general_one_finds(String simple) {
    Pattern pattern = Pattern.compile(simple);
    ShortMatch match = Objects.requireNonNull(ShortMatch.of(pattern));

    for (String text : TEXTS) {
      Matcher general = pattern.matcher(text);
      String expected =
          general.find()
              ? Objects.requireNonNull(general.group(general.groupCount() == 0 ? 0 : 1)).strip()
              : "";
      assertThat(match.first(text)).as(simple + " in " + text).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+b",
        "(a|b)",
        "a+b+c+",
        "x$",
        ".*",
        "\\s+",
        "\\bword",
        "[a-z]",
        "(?i)left",
        "(a)(b)",
        "((a))",
        "(a)*",
        "a{3}",
        "a+?",
        "a++",
        "\\pL"
      })
  void what_could_explode_or_mean_another_thing_is_left_to_the_general_one(String pattern) {
    try {
      assertThat(ShortMatch.of(Pattern.compile(pattern))).isNull();
    } catch (com.google.re2j.PatternSyntaxException e) {
      assertThat(pattern).isEqualTo("a++"); // never gets here
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Pattern.CASE_INSENSITIVE})
  void a_pattern_with_flags_is_left_to_the_general_one(int flags) {
    assertThat(ShortMatch.of(Pattern.compile("left", flags)) == null).isEqualTo(flags != 0);
  }
}

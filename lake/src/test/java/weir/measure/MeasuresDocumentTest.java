package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/measures.md says what the definitions say; {@code -Dweir.write.docs=true} writes it. */
class MeasuresDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "measures.md");

  @Test
  void the_document_is_made_from_the_definitions() throws IOException {
    String expected = document();
    if (Boolean.getBoolean("weir.write.docs")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
  }

  private static final Path GAPS = Path.of("..", "docs", "research-gaps.md");

  @Test
  void the_gaps_document_is_made_from_the_gaps() throws IOException {
    String expected = gaps();
    if (Boolean.getBoolean("weir.write.docs")) {
      Files.writeString(GAPS, expected);
    }
    assertThat(Files.readString(GAPS)).isEqualTo(expected);
  }

  private static String gaps() {
    StringBuilder text =
        new StringBuilder(
            """
            # What the data bear on, and what not

            Four gaps in what is known of online drug markets, after EUCPN (2021), *Darknet drug markets:
            recommendations from the barrier model*, section 3.3. `weir measure gaps` prints the same. For
            each: measures that bear on it, and what no figure here can tell.

            """);
    for (ResearchGaps.Gap gap : ResearchGaps.all()) {
      text.append("## ").append(gap.name().substring(0, 1).toUpperCase(java.util.Locale.ROOT));
      text.append(gap.name().substring(1)).append("\n\n").append(gap.question()).append("\n\n");
      for (ResearchGaps.Bearing bearing : gap.measures()) {
        text.append("- `weir measure ").append(bearing.measure());
        if (!bearing.options().isEmpty()) {
          text.append(" ").append(bearing.options());
        }
        text.append("`: ").append(bearing.says()).append("\n");
      }
      text.append("\n**Not borne by the data.** ").append(gap.cannot()).append("\n\n");
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String document() {
    StringBuilder text =
        new StringBuilder(
            """
            # Measures

            Every value comes with its coverage (how much of the market was seen), an interval, and the
            choices that drove it. This page is made from the definitions in the code; `weir measure list`
            prints the same. Unless said otherwise, values can be grouped by: %s.

            """
                .formatted(String.join(", ", Measures.USUAL_KEYS)));
    for (MeasureDefinition d : Measures.definitions()) {
      text.append("## ").append(d.name()).append("\n\n");
      text.append(d.words()).append("\n\n");
      text.append("- **Unit:** ").append(d.unit()).append("\n");
      text.append("- **Method:** ").append(d.method()).append("\n");
      text.append("- **Needs:** ").append(d.needs()).append("\n");
      d.assumptions().forEach(a -> text.append("- **Assumes:** ").append(a).append("\n"));
      if (!d.keys().equals(Measures.USUAL_KEYS)) {
        text.append("- **By:** ").append(String.join(", ", d.keys())).append("\n");
      }
      for (MeasureDefinition.Choice choice : d.options()) {
        text.append("- **Option** `").append(choice.name()).append("`: ").append(choice.words());
        if (!choice.values().isEmpty()) {
          text.append(" One of ").append(String.join(", ", choice.values())).append(".");
        }
        text.append(" Usually `").append(choice.usual()).append("`.\n");
      }
      text.append("\n");
    }
    text.append(
        """
        ## Choices

        | choice | what it decides |
        |---|---|
        | `--estimator` | what counts as a sale: a fall in stock (`stock`), a rise of a counter (`sold`), a rating (`feedback`); `auto` takes the first of sold, stock, feedback that the source shows; `import` a series that others published, brought in by `weir series import` |
        | `--holding` | which prices only hold a place: `A` drops prices above five times the listing's median or below a quarter of it, `B` listings whose upper quartile is above five times their lowest price, both drop 0 and more than 10,000 US dollars; median, quartile and lowest are over all days of the listing, compared in US dollars of the day; `none` drops nothing |
        | `--filter offer_kind=…` | which offers count: products, unless another kind or `all` is asked for |
        | `--from`, `--to` | first day counted, first day not counted, in UTC |
        | `--option name=value` | a choice of one measure alone, named with it above |
        | `--publish` | suppresses values that fewer than five cases stand behind |
        | `--currency` | what amounts are converted into, at the rate of the day or the last one within seven days before |

        Coverage is a share from 0 to 1. For sales by stock it is the share of days with a save, times the
        share of the site's stated listings that were seen, where the site states a number. For counters and
        dated ratings, which go on while nobody looks, only the second counts. For listings and accounts it
        is the number seen over the estimate of all there were. For an imported series it is the share
        of the days asked for that the series speaks of. Where nothing can be said, it is empty.

        `weir series import FILE` takes a CSV with the columns source, from, to (the first day not
        counted), measure (sales or revenue), value and citation, and, where known, low, high, currency
        and class. A series whose source, days and measure are the same as before replaces what it said.
        """);
    return text.toString();
  }
}

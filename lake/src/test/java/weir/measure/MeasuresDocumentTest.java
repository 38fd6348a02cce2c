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

  private static String document() {
    StringBuilder text =
        new StringBuilder(
            """
            # Measures

            Every value comes with its coverage (how much of the market was seen), an interval, and the
            choices that drove it. This page is made from the definitions in the code; `weir measure list`
            prints the same. Values can be grouped by: %s.

            """
                .formatted(String.join(", ", Measures.KEYS)));
    for (MeasureDefinition d : Measures.definitions()) {
      text.append("## ").append(d.name()).append("\n\n");
      text.append(d.words()).append("\n\n");
      text.append("- **Unit:** ").append(d.unit()).append("\n");
      text.append("- **Method:** ").append(d.method()).append("\n");
      d.assumptions().forEach(a -> text.append("- **Assumes:** ").append(a).append("\n"));
      text.append("\n");
    }
    text.append(
        """
        ## Choices

        | choice | what it decides |
        |---|---|
        | `--estimator` | what counts as a sale: a fall in stock (`stock`), a rise of a counter (`sold`), a rating (`feedback`); `auto` takes the first of sold, stock, feedback that the source shows |
        | `--holding` | which prices only hold a place: `A` drops prices above five times the listing's median or below a quarter of it, `B` listings whose upper quartile is above five times their lowest price, both drop 0 and more than 10,000 US dollars; median, quartile and lowest are over all days of the listing, compared in US dollars of the day; `none` drops nothing |
        | `--filter offer_kind=…` | which offers count: products, unless another kind or `all` is asked for |
        | `--from`, `--to` | first day counted, first day not counted, in UTC |
        | `--currency` | what amounts are converted into, at the rate of the day or the last one within seven days before |

        Coverage is a share from 0 to 1. For sales by stock it is the share of days with a save, times the
        share of the site's stated listings that were seen, where the site states a number. For counters and
        dated ratings, which go on while nobody looks, only the second counts. For listings and accounts it
        is the number seen over the estimate of all there were. Where nothing can be said, it is empty.
        """);
    return text.toString();
  }
}

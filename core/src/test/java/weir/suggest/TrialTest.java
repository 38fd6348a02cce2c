package weir.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import weir.masking.DigestKey;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

class TrialTest {

  private static final String PROFILE =
      """
      source: kiosk
      reads: html
      pages:
        - kind: listing
          when: {select: h1}
          records:
            - table: listing
              fields:
                listing_id: {const: one}
                title: h1
                price: .price
      """;

  private static Trial.Outcome trial(String profile) {
    return Trial.of(profile, "kiosk.yaml", SubstanceNamer.standard(), DigestKey.of(new byte[32]));
  }

  private static SavedPage page(String html) {
    return new SavedPage("p", "p.html", null, null, html.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void each_field_stands_with_its_value_and_its_line() {
    Trial ready = ((Trial.Outcome.Ready) trial(PROFILE)).trial();
    Trial.Tried tried = ready.read(page("<h1>Tea</h1><p class=price>4 EUR</p>"));
    assertThat(tried.kind()).isEqualTo("listing");
    assertThat(tried.records()).hasSize(1);
    assertThat(tried.records().getFirst().fields())
        .containsExactly(
            new Trial.Field("listing_id", "one", 9),
            new Trial.Field("title", "Tea", 10),
            new Trial.Field("price", "4 EUR", 11));
    assertThat(tried.marks())
        .extracting(SourceReader.FieldMark::field)
        .containsExactly("title", "price");
  }

  @Test
  void a_field_that_the_page_does_not_give_is_missing() {
    Trial ready = ((Trial.Outcome.Ready) trial(PROFILE)).trial();
    Trial.Tried tried = ready.read(page("<h1>Tea</h1>"));
    assertThat(tried.records().getFirst().missing()).isEqualTo(1);
    assertThat(tried.records().getFirst().fields().getLast())
        .isEqualTo(new Trial.Field("price", null, 11));
  }

  @Test
  void a_faulty_profile_gives_its_faults() {
    assertThat(trial(PROFILE.replace("title:", "tittle:")))
        .isInstanceOfSatisfying(
            Trial.Outcome.Faulty.class,
            faulty -> assertThat(faulty.faults().getFirst().toString()).contains("tittle"));
  }
}

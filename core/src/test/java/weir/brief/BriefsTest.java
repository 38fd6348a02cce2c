package weir.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Element;

class BriefsTest {

  private static final BarrierModel MODEL = BarrierModels.shipped("darknet-drug-market");

  private static Element element(String id) {
    return MODEL.element(id).orElseThrow();
  }

  private static Brief draft(String id, Reader reader) {
    return Briefs.draft(MODEL, element(id), reader, gauge -> "Seen: 12 of " + gauge.measure());
  }

  @Test
  void a_brief_says_nothing_of_steps_at_which_its_reader_does_not_stand() {
    Brief brief = draft("courier-services", Reader.COURIER);
    List<String> own = element("courier-services").steps();
    List<String> said =
        Stream.of(brief.happens(), brief.lookFor(), brief.act()).flatMap(List::stream).toList();
    assertThat(said).isNotEmpty();
    for (Element other : MODEL.elements()) {
      if (other.steps().stream().noneMatch(own::contains)) {
        assertThat(said).as(other.id()).noneMatch(line -> line.contains(other.label() + ":"));
        assertThat(said).as(other.id()).doesNotContain(other.label() + ".");
      }
    }
    assertThat(brief.lookFor()).anyMatch(line -> line.startsWith("Frequent ordering"));
    assertThat(brief.act()).anyMatch(line -> line.contains("courier"));
    assertThat(brief.length()).isLessThan(Brief.LONGEST);
  }

  @Test
  void signals_that_a_reader_cannot_see_are_not_theirs_to_look_for() {
    assertThat(draft("courier-services", Reader.COURIER).lookFor())
        .noneMatch(line -> line.startsWith("Lifestyle"));
  }

  @Test
  void figures_are_those_fit_for_the_reader() {
    assertThat(draft("internet-service-providers", Reader.INTERNET_PROVIDER).figures())
        .allMatch(line -> line.equals("Seen: 12 of listings"));
  }

  @ParameterizedTest
  @CsvSource({
    "courier-services, COURIER",
    "food-delivery-services, FOOD_DELIVERY",
    "internet-service-providers, INTERNET_PROVIDER",
    "encrypted-communication-services, ENCRYPTED_COMMUNICATION",
    "social-media-companies, PLATFORM",
    "customs, CUSTOMS",
    "public-postal-services-as-partner, POSTAL",
    "stealth-packaging-suppliers-as-partner, PACKAGING"
  })
  void the_kind_of_reader_follows_from_the_name(String id, Reader reader) {
    assertThat(Briefs.readerOf(element(id))).contains(reader);
  }

  @Test
  void nobody_who_knows_what_they_help_is_to_be_briefed() {
    assertThat(Rung.refusal(element("developers"), null)).contains("would warn it");
    assertThat(Rung.refusal(element("courier-services"), null)).isNull();
    assertThat(Rung.refusal(element("courier-services"), Rung.PROSECUTE)).contains("prosecute");
    assertThat(Rung.refusal(element("customs"), null)).isNull();
  }

  @Test
  void a_brief_goes_out_whole_short_and_without_addresses() {
    Brief ready =
        new Brief(
            "Parcels",
            Reader.COURIER,
            List.of("It happens."),
            List.of("You carry."),
            List.of("Tape."),
            List.of("Call."),
            List.of(),
            List.of(),
            "The desk, 112");
    assertThat(ready.ready()).isSameAs(ready);
    assertThatThrownBy(() -> with(ready, List.of("Look at www.market.example"), "The desk").ready())
        .isInstanceOf(BriefRefused.class)
        .hasMessageContaining("no address");
    assertThatThrownBy(() -> with(ready, List.of("Tape."), " ").ready())
        .hasMessageContaining("whom to call");
    assertThatThrownBy(() -> with(ready, List.of(), "The desk").ready())
        .hasMessageContaining("what to look for");
    assertThatThrownBy(() -> with(ready, List.of("x".repeat(5_000)), "The desk").ready())
        .hasMessageContaining("Shorten it");
  }

  private static Brief with(Brief brief, List<String> lookFor, String call) {
    return new Brief(
        brief.title(),
        brief.reader(),
        brief.happens(),
        brief.comesIn(),
        lookFor,
        brief.act(),
        brief.lawful(),
        brief.figures(),
        call);
  }
}

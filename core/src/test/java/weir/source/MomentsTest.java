package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

  private static final Instant SAVED = Instant.parse("2020-03-15T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yyyy-MM-dd          | 2018-11-05           | 2018-11-05T00:00:00Z | day
          dd/MM/yyyy          | 05/11/2018           | 2018-11-05T00:00:00Z | day
          MMM dd, yyyy        | Nov 05, 2018         | 2018-11-05T00:00:00Z | day
          MMM dd, yyyy        | NOV 05, 2018         | 2018-11-05T00:00:00Z | day
          ddMMyyyy_HHmmss     | 05112018_131415      | 2018-11-05T13:14:15Z | second
          dd.MM.yyyy HH:mm    | 05.11.2018 13:14     | 2018-11-05T13:14:00Z | minute
          epoch-seconds       | 1541423655           | 2018-11-05T13:14:15Z | second
          """)
  void a_moment_is_read_by_its_format_with_how_exactly_it_was_said(
      String format, String text, Instant at, String precision) {
    assertThat(Moments.read(text, List.of(format), null, null))
        .contains(new Moments.Said(at, precision));
  }

  @ParameterizedTest
  @CsvSource({
    "2018-11-05, 2018-11-05T00:00:00Z",
    "2018-11-05T13:14:15Z, 2018-11-05T13:14:15Z",
    "2018-11-05 13:14:15, 2018-11-05T13:14:15Z",
    "2018-11-05Z, 2018-11-05T00:00:00Z",
    "2018-11-05 13:14:15+02:00, 2018-11-05T11:14:15Z",
  })
  void without_a_format_iso_dates_are_read(String text, Instant at) {
    assertThat(Moments.read(text, List.of(), null, null)).map(Moments.Said::at).contains(at);
  }

  @ParameterizedTest
  @CsvSource({
    "3 days ago, 2020-03-12T12:00:00Z, day",
    "3d, 2020-03-12T12:00:00Z, day",
    "1d 22h, 2020-03-13T14:00:00Z, hour",
    "1d22h, 2020-03-13T14:00:00Z, hour",
    "2 hours and 30 minutes ago, 2020-03-15T09:30:00Z, minute",
    "22:58, 2020-03-14T13:02:00Z, minute",
    "~2 weeks, 2020-03-01T12:00:00Z, week",
    "an hour ago, 2020-03-15T11:00:00Z, hour",
    "last month, 2020-02-14T02:00:00Z, month",
    "5 min, 2020-03-15T11:55:00Z, minute",
    "10 months ago, 2019-05-16T08:00:00Z, month",
    "2 years, 2018-03-16T12:00:00Z, year",
    "45 seconds, 2020-03-15T11:59:15Z, second",
    "today, 2020-03-15T12:00:00Z, day",
    "Yesterday, 2020-03-14T12:00:00Z, day",
  })
  void an_age_counts_back_from_the_moment_of_saving(String age, Instant at, String precision) {
    assertThat(Moments.read(age, List.of("relative"), null, SAVED))
        .contains(new Moments.Said(at, precision));
  }

  @ParameterizedTest
  @CsvSource({
    "vor 3 Tagen, 2020-03-12T12:00:00Z, day",
    "vor einer Stunde, 2020-03-15T11:00:00Z, hour",
    "letzte Woche, 2020-03-08T12:00:00Z, week",
    "il y a 2 heures, 2020-03-15T10:00:00Z, hour",
    "il y a un an, 2019-03-16T12:00:00Z, year",
    "la semaine dernière, 2020-03-08T12:00:00Z, week",
    "le mois dernier, 2020-02-14T02:00:00Z, month",
    "hace 3 días, 2020-03-12T12:00:00Z, day",
    "hace 1 mes, 2020-02-14T02:00:00Z, month",
    "la semana pasada, 2020-03-08T12:00:00Z, week",
    "5 minuti fa, 2020-03-15T11:55:00Z, minute",
    "un'ora fa, 2020-03-15T11:00:00Z, hour",
    "la settimana scorsa, 2020-03-08T12:00:00Z, week",
    "há 2 semanas, 2020-03-01T12:00:00Z, week",
    "1 mês atrás, 2020-02-14T02:00:00Z, month",
    "2 weken geleden, 2020-03-01T12:00:00Z, week",
    "vorige maand, 2020-02-14T02:00:00Z, month",
    "5 uur geleden, 2020-03-15T07:00:00Z, hour",
    "3 dni temu, 2020-03-12T12:00:00Z, day",
    "tydzień temu, 2020-03-08T12:00:00Z, week",
    "w zeszłym tygodniu, 2020-03-08T12:00:00Z, week",
    "2 часа назад, 2020-03-15T10:00:00Z, hour",
    "неделю назад, 2020-03-08T12:00:00Z, week",
    "2 года назад, 2018-03-16T12:00:00Z, year",
    "на прошлой неделе, 2020-03-08T12:00:00Z, week",
    "5 хвилин тому, 2020-03-15T11:55:00Z, minute",
    "3 дні тому, 2020-03-12T12:00:00Z, day",
    "2 год. тому, 2020-03-15T10:00:00Z, hour",
    "минулого тижня, 2020-03-08T12:00:00Z, week",
    "gestern, 2020-03-14T12:00:00Z, day",
    "aujourd’hui, 2020-03-15T12:00:00Z, day",
    "avant-hier, 2020-03-13T12:00:00Z, day",
    "dziś, 2020-03-15T12:00:00Z, day",
    "just now, 2020-03-15T12:00:00Z, minute",
    "только что, 2020-03-15T12:00:00Z, minute",
  })
  void ages_are_read_in_ten_languages(String age, Instant at, String precision) {
    assertThat(Moments.read(age, List.of("relative"), null, SAVED))
        .contains(new Moments.Said(at, precision));
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday 14:05, 2020-03-14T13:05:00Z",
    "Yesterday at 2:05 PM, 2020-03-14T13:05:00Z",
    "today at 12:05 am, 2020-03-14T23:05:00Z",
    "gestern um 14:05 Uhr, 2020-03-14T13:05:00Z",
    "hier à 14h05, 2020-03-14T13:05:00Z",
    "ayer a las 14:05, 2020-03-14T13:05:00Z",
    "ieri alle 14:05, 2020-03-14T13:05:00Z",
    "ontem às 14:05, 2020-03-14T13:05:00Z",
    "gisteren om 14:05 uur, 2020-03-14T13:05:00Z",
    "wczoraj o 14:05, 2020-03-14T13:05:00Z",
    "вчера в 14:05:59, 2020-03-14T13:05:00Z",
    "вчора о 14:05, 2020-03-14T13:05:00Z",
    "14:05 yesterday, 2020-03-14T13:05:00Z",
  })
  void a_clock_on_a_named_day_is_of_the_zone_that_the_profile_gives(String text, Instant at) {
    assertThat(Moments.read(text, List.of("relative"), ZoneId.of("Europe/Brussels"), SAVED))
        .contains(new Moments.Said(at, "minute"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday 27:99",
        "hier klicken",
        "1 2 days",
        "vor Ort",
        "3 items, 2 days",
        "days",
        "3",
        "3 dogs",
        "99999 days",
        "999999 d",
        "a while ago",
        "soon",
        "3600:00"
      })
  void what_is_no_age_is_not_read(String text) {
    assertThat(Moments.read(text, List.of("relative"), null, SAVED)).isEmpty();
  }

  @Test
  void an_age_says_nothing_when_it_is_not_known_when_the_page_was_saved() {
    assertThat(Moments.read("3 days ago", List.of("relative"), null, null)).isEmpty();
  }

  @Test
  void a_zone_moves_times_that_name_none() {
    assertThat(
            Moments.read(
                "05.11.2018 13:14",
                List.of("dd.MM.yyyy HH:mm"),
                ZoneId.of("Europe/Brussels"),
                null))
        .map(Moments.Said::at)
        .contains(Instant.parse("2018-11-05T12:14:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"3610-01-01, false", "1994-12-31, false", "1995-01-01, true", "2099-12-31, true"})
  void years_before_1995_and_after_2099_are_not_plausible(String day, boolean plausible) {
    assertThat(Moments.read(day, List.of(), null, null).orElseThrow().isPlausible())
        .isEqualTo(plausible);
  }

  @ParameterizedTest
  @ValueSource(strings = {"31/02/2020", "00/00/0000", "32/13/2020", "99999999999"})
  void impossible_dates_are_not_read(String text) {
    assertThat(Moments.read(text, List.of("dd/MM/yyyy"), null, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e300", "NaN", "-1e300", "Infinity", "99999999999999999999"})
  void hostile_epochs_are_no_moments_of_use(String text) {
    assertThat(
            Moments.read(text, List.of("epoch-seconds"), null, null)
                .filter(Moments.Said::isPlausible))
        .isEmpty();
  }
}

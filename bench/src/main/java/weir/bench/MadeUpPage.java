package weir.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import weir.document.Fault;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.SavedPage;

/**
 * A listing's page of a market that never was, about 40 kB: a category tree, the offer, its
 * description, delivery options, and a hundred rows of feedback.
 */
final class MadeUpPage {

  private static final String PROFILE = "made-up-market.yaml";
  private static final int FEEDBACK_ROWS = 100;
  private static final int CATEGORIES = 90;
  private static final List<String> WORDS =
      List.of(
          "arrived",
          "good",
          "quick",
          "packed",
          "well",
          "as",
          "described",
          "thanks",
          "again",
          "slow",
          "late",
          "fine",
          "friendly",
          "answer",
          "seller",
          "order",
          "third",
          "time",
          "no",
          "complaint");

  private MadeUpPage() {}

  /** The profile that reads it: 25 fields of four tables. */
  static Profile profile() {
    return switch (Profiles.read(resource(PROFILE), PROFILE)) {
      case Profiles.Outcome.Sound(Profile profile) -> profile;
      case Profiles.Outcome.Faulty(List<Fault> faults) ->
          throw new IllegalStateException("The bench's profile is faulty: " + faults);
    };
  }

  static SavedPage saved() {
    return new SavedPage(
        "bench",
        "listing/10432.html",
        Instant.parse("2020-03-01T12:00:00Z"),
        null,
        html().getBytes(StandardCharsets.UTF_8));
  }

  private static String html() {
    Random random = new Random(1);
    StringBuilder html = new StringBuilder(45_000);
    html.append(
        """
        <!DOCTYPE html>
        <html><head><meta charset="utf-8"><title>Mill Pond Market</title>
        <link rel="stylesheet" href="style.css"><script>var page = 'listing';</script></head>
        <body><div class="head"><a class="logo" href="/">Mill Pond Market</a>
        <span class="reader">signed in as <b>visitor</b></span></div>
        <div class="browse"><ul>
        """);
    for (int i = 0; i < CATEGORIES; i++) {
      html.append(
          "<li class=\"category%s\"><a href=\"/?category=%d\">Goods of kind %d</a> <span>(%d)</span></li>\n"
              .formatted(i == 17 ? " selected" : "", i, i, random.nextInt(2000)));
    }
    html.append(
        """
        </ul></div>
        <div class="offer" data-id="10432">
        <h1 class="title">10g MDMA crystals - lab checked</h1>
        <table class="details">
        <tr><td>Seller</td><td class="seller"><a href="/seller/nightjar">nightjar</a></td></tr>
        <tr><td>Price</td><td class="price">120.50 EUR</td></tr>
        <tr><td>Ships from</td><td class="from">Netherlands</td></tr>
        <tr><td>Ships to</td><td class="to">Germany, Belgium, France</td></tr>
        <tr><td>Escrow</td><td class="escrow">yes</td></tr>
        <tr><td>In stock</td><td class="stock">35</td></tr>
        <tr><td>Sold</td><td class="sold">210 since May</td></tr>
        <tr><td>Rating</td><td class="rating" title="4.81 of 100 ratings">4.81</td></tr>
        </table>
        <div class="words">
        """);
    for (int i = 0; i < 60; i++) {
      html.append("<p>").append(sentence(random, 18)).append("</p>\n");
    }
    html.append(
        """
        <p>Write to nightjar@example.org or call +31 6 1234 5678.</p></div>
        <table class="delivery">
        <tr class="way"><td class="label">Letter</td><td class="cost">5.00 EUR</td><td class="days">7</td></tr>
        <tr class="way"><td class="label">Parcel</td><td class="cost">12.00 EUR</td><td class="days">4</td></tr>
        <tr class="way"><td class="label">Express</td><td class="cost">30.00 EUR</td><td class="days">2</td></tr>
        </table></div>
        <div class="about"><span class="joined">14/02/2019</span> <span class="seen">29/02/2020</span>
        <span class="sales">1312</span> <span class="stars">4.7</span>
        <div class="terms">No returns after a week. Ask first.</div></div>
        <table class="feedback">
        """);
    for (int i = 0; i < FEEDBACK_ROWS; i++) {
      html.append(
          """
          <tr class="said"><td class="stars">%d</td><td class="text">%s</td>\
          <td class="buyer">b***%d</td><td class="when">%02d/02/2020 1%d:%02d</td>\
          <td class="paid">%d.50 EUR</td></tr>
          """
              .formatted(
                  1 + random.nextInt(5),
                  sentence(random, 4 + random.nextInt(14)),
                  random.nextInt(100),
                  1 + random.nextInt(28),
                  random.nextInt(10),
                  random.nextInt(60),
                  20 + random.nextInt(400)));
    }
    return html.append("</table><div class=\"foot\">Mill Pond Market</div></body></html>\n")
        .toString();
  }

  private static String sentence(Random random, int words) {
    StringBuilder sentence = new StringBuilder();
    for (int i = 0; i < words; i++) {
      sentence.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return sentence.append('.').toString();
  }

  private static String resource(String name) {
    try (InputStream in = MadeUpPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The bench lacks '%s'; build it again.".formatted(name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

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

/** Pages of markets that never were, about 40 kB each, and the profiles that read them. */
public enum MadeUpPage {
  /**
   * One listing, classes on every element that matters: a category tree, the offer, its
   * description, delivery options, and a hundred rows of feedback. 25 fields of four tables.
   */
  SEMANTIC("made-up-market.yaml") {
    @Override
    String html() {
      return MadeUpPage.listing();
    }
  },
  /**
   * A search's results in nested tables with fonts and widths, nothing named: 90 rows, found by
   * their place. 9 fields.
   */
  TABLE_SOUP("made-up-tables.yaml") {
    @Override
    String html() {
      return MadeUpPage.tables();
    }
  },
  /**
   * A shop's front of 44 cards, deep in elements with many classes and data attributes. 11 fields
   * of two tables.
   */
  CARD_GRID("made-up-cards.yaml") {
    @Override
    String html() {
      return MadeUpPage.cards();
    }
  };

  private static final int TABLE_ROWS = 90;
  private static final int CARDS = 44;
  private static final int FEEDBACK_ROWS = 100;
  private static final int CATEGORIES = 90;
  private static final List<String> GOODS =
      List.of(
          "5g MDMA crystals",
          "Cannabis resin 10 g",
          "Diazepam 10mg x 50",
          "LSD blotters, 20 pieces",
          "Modafinil 200 mg tablets",
          "Ketamine 2g",
          "Pregabalin 300mg, 60 capsules",
          "Green tea, a tin");

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

  private final String profile;

  MadeUpPage(String profile) {
    this.profile = profile;
  }

  abstract String html();

  Profile profile() {
    return switch (Profiles.read(resource(profile), profile)) {
      case Profiles.Outcome.Sound(Profile sound) -> sound;
      case Profiles.Outcome.Faulty(List<Fault> faults) ->
          throw new IllegalStateException("The bench's profile is faulty: " + faults);
    };
  }

  SavedPage saved() {
    return new SavedPage(
        "bench",
        "page/10432.html",
        Instant.parse("2020-03-01T12:00:00Z"),
        null,
        html().getBytes(StandardCharsets.UTF_8));
  }

  private static String listing() {
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

  private static String tables() {
    Random random = new Random(2);
    StringBuilder html = new StringBuilder(45_000);
    html.append(
        """
        <HTML><HEAD><TITLE>Old Harbour Exchange</TITLE></HEAD>
        <BODY bgcolor="#ffffff" text="#000000">
        <TABLE width="900" cellpadding="0" cellspacing="0" border="0"><TR>
        <TD width="200" valign="top"><FONT face="Arial" size="2">Welcome back</FONT></TD>
        <TD width="700" valign="top"><TABLE width="700" cellpadding="2" cellspacing="1" border="0">
        <TR bgcolor="#cccccc"><TD>Offer</TD><TD>Seller</TD><TD>Price</TD><TD>Terms</TD></TR>
        """);
    for (int i = 0; i < TABLE_ROWS; i++) {
      html.append(
          """
          <TR bgcolor="#%s"><TD width="300"><A href="offer.php?id=%d"><FONT face="Arial" size="2">
          <B>%s</B></FONT></A><BR><FONT face="Arial" size="1">%s</FONT></TD>
          <TD width="100"><FONT size="2"><A href="seller.php?n=%d">trader%d</A></FONT> (%d.5)</TD>
          <TD align="right" nowrap><FONT size="2" color="#006600">%d.00&nbsp;EUR</FONT></TD>
          <TD><FONT size="1">from Germany<BR>sold %d</FONT></TD></TR>
          """
              .formatted(
                  i % 2 == 0 ? "eeeeee" : "ffffff",
                  4000 + i,
                  GOODS.get(random.nextInt(GOODS.size())),
                  sentence(random, 5 + random.nextInt(8)),
                  i % 20,
                  i % 20,
                  random.nextInt(5),
                  10 + random.nextInt(400),
                  random.nextInt(900)));
    }
    return html.append("</TABLE></TD></TR></TABLE></BODY></HTML>\n").toString();
  }

  private static String cards() {
    Random random = new Random(3);
    StringBuilder html = new StringBuilder(45_000);
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Willow Lane</title>
        <style>.card{display:grid}.card:hover{color:red}</style>
        <script>window.shop = {cards: 44};</script></head>
        <body class="theme-light page page--front"><!-- header -->
        <header class="site-header container px-4"><a class="site-header__logo" href="/">Willow</a>
        <span class="count">44 offers</span></header>
        <main class="container px-4 mx-auto"><div class="grid grid-cols-3 gap-4">
        """);
    for (int i = 0; i < CARDS; i++) {
      html.append(
          """
          <div class="grid__cell col col-4 col-md-6"><article class="card card--offer shadow-sm" data-id="%d" data-kind="offer">
            <a class="card__link" href="/offer/%d"><img class="card__image lazy" src="/i/%d.jpg" alt="" width="200" height="150"></a>
            <div class="card__body p-3">
              <h3 class="card__title text-lg font-bold">%s</h3>
              <div class="card__meta flex items-center"><span class="badge badge-pill badge--seller"><a href="/s/%d">keeper%d</a></span>
              <span class="stars" data-value="4.%d" aria-label="rated">&#9733;&#9733;&#9733;</span></div>
              <p class="card__words text-sm text-muted">%s</p>
              <div class="card__foot flex justify-between"><span class="price price--now">%d.90 EUR</span>
              <span class="ship">Ships from Spain</span><span class="left">%d left</span>
              <button type="button" class="btn btn-primary btn-sm" onclick="add(%d)">Add</button></div>
            </div></article></div>
          """
              .formatted(
                  7000 + i,
                  7000 + i,
                  7000 + i,
                  GOODS.get(random.nextInt(GOODS.size())),
                  i % 15,
                  i % 15,
                  random.nextInt(10),
                  sentence(random, 8 + random.nextInt(8)),
                  10 + random.nextInt(400),
                  random.nextInt(90),
                  i));
    }
    return html.append(
            "</div></main><footer class=\"site-footer\">Willow Lane</footer></body></html>\n")
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

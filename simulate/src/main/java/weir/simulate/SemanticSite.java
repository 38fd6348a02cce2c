package weir.simulate;

import static weir.simulate.Site.escape;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Pages whose elements are named for what they hold. */
final class SemanticSite implements Site {

  private final Scenario.Market plan;
  private final String head;
  private final String menu;
  private final String foot;

  SemanticSite(Scenario.Market plan) {
    this.plan = plan;
    this.head =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="/assets/site.css">
        <title>\
        """;
    this.menu =
        """
        <header class="site-header">
        <a class="home" href="/index.html">%s</a>
        <form class="search" action="/search" method="get"><label>Search <input type="search" name="q"></label> <button>Find</button></form>
        <nav class="account-menu" aria-label="Account"><ul>
        <li><a href="/orders">Orders</a></li>
        <li><a href="/messages">Messages <span class="badge">0</span></a></li>
        <li><a href="/wallet">Wallet</a></li>
        <li><a href="/settings">Settings</a></li>
        <li><a href="/logout">Leave</a></li>
        </ul></nav>
        </header>
        <aside class="categories" aria-label="Categories"><h2>Categories</h2><ul>
        <li><a href="/search?c=1">Cannabis</a><ul><li><a href="/search?c=11">Flower</a></li><li><a href="/search?c=12">Resin</a></li></ul></li>
        <li><a href="/search?c=2">Stimulants</a><ul><li><a href="/search?c=21">Cocaine</a></li><li><a href="/search?c=22">Amphetamine</a></li><li><a href="/search?c=23">Methamphetamine</a></li></ul></li>
        <li><a href="/search?c=3">Ecstasy</a><ul><li><a href="/search?c=31">MDMA</a></li><li><a href="/search?c=32">Pills</a></li></ul></li>
        <li><a href="/search?c=4">Opioids</a></li>
        <li><a href="/search?c=5">Psychedelics</a></li>
        <li><a href="/search?c=6">Dissociatives</a></li>
        <li><a href="/search?c=7">Benzodiazepines</a></li>
        <li><a href="/search?c=8">Prescription</a></li>
        <li><a href="/search?c=9">New substances</a></li>
        </ul></aside>
        """
            .formatted(plan.title());
    this.foot =
        """
        <footer class="site-footer">
        <p>%s. Read the <a href="/rules">rules</a> and the <a href="/help">help pages</a>.</p>
        <p>Server time <time class="server-time" datetime="\
        """
            .formatted(plan.title());
  }

  private StringBuilder open(String title, String kind) {
    return new StringBuilder(8_192)
        .append(head)
        .append(escape(title))
        .append(" - ")
        .append(plan.title())
        .append("</title>\n</head>\n<body class=\"")
        .append(kind)
        .append("\">\n")
        .append(menu)
        .append("<main>\n");
  }

  private String close(StringBuilder page, Moment moment) {
    page.append("</main>\n").append(foot);
    time(page, moment.at(), true).append("\">");
    time(page, moment.at(), true).append("</time></p>\n</footer>\n</body>\n</html>\n");
    return page.toString();
  }

  /** ISO 8601 in UTC. */
  private static StringBuilder time(StringBuilder page, Instant at, boolean seconds) {
    LocalDateTime utc = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    page.append(utc.toLocalDate()).append('T');
    Site.two(page, utc.getHour()).append(':');
    Site.two(page, utc.getMinute());
    if (seconds) {
      Site.two(page.append(':'), utc.getSecond());
    }
    return page.append('Z');
  }

  @Override
  public String front(Map<String, Integer> counts, Moment moment) {
    throw new UnsupportedOperationException("The list of all is the front page");
  }

  @Override
  public String list(
      String list, List<Listing> shown, int number, int pages, int total, Moment moment) {
    StringBuilder page = open("All offers", "offer-index");
    page.append("<h1>All offers</h1>\n<p class=\"total\"><strong>")
        .append(total)
        .append("</strong> offers</p>\n<ol class=\"offers\">\n");
    for (Listing listing : shown) {
      page.append("<li class=\"offer-line\"><a class=\"offer-link\" href=\"/")
          .append(Site.listingPath(listing))
          .append("\">")
          .append(escape(listing.title))
          .append("</a> <span class=\"offer-price\">")
          .append(moment.price(listing, 1).toPlainString())
          .append(' ')
          .append(plan.currency())
          .append("</span> by <a class=\"vendor-link\" href=\"/")
          .append(Site.vendorPath(listing.account))
          .append("\">")
          .append(escape(listing.account.handle))
          .append("</a></li>\n");
    }
    page.append("</ol>\n<nav class=\"pages\" aria-label=\"Pages\">");
    for (int i = 1; i <= pages; i++) {
      if (i == number) {
        page.append(" <strong>").append(i).append("</strong>");
      } else {
        page.append(" <a href=\"/").append(Site.listPath(list, i)).append("\">").append(i);
        page.append("</a>");
      }
    }
    return close(page.append("</nav>\n"), moment);
  }

  @Override
  public String listing(Listing listing, Moment moment) {
    StringBuilder page = open(listing.title, "offer-page");
    Account account = listing.account;
    Vendor vendor = account.vendor;
    page.append(
            "<nav aria-label=\"Breadcrumb\"><ol class=\"breadcrumb\"><li><a href=\"/index.html\">All</a></li><li class=\"crumb\"><a href=\"#\">")
        .append(listing.wares.category())
        .append("</a></li><li class=\"crumb\"><a href=\"#\">")
        .append(listing.wares.subcategory())
        .append("</a></li></ol></nav>\n<article class=\"offer\" data-offer=\"")
        .append(listing.id)
        .append("\">\n<h1 class=\"offer-title\">")
        .append(escape(listing.title))
        .append("</h1>\n<figure><img src=\"/images/")
        .append(listing.id)
        .append(
            ".jpg\" alt=\"\"></figure>\n<p class=\"by\">Offered by <a class=\"offer-vendor\" rel=\"author\" href=\"/")
        .append(Site.vendorPath(account))
        .append("\">")
        .append(escape(account.handle))
        .append("</a></p>\n<p class=\"price\"><data class=\"amount\" value=\"")
        .append(moment.price(listing, 1).toPlainString())
        .append("\">")
        .append(moment.price(listing, 1).toPlainString())
        .append(' ')
        .append(plan.currency())
        .append("</data></p>\n<dl class=\"facts\">\n");
    fact(page, "Ships from", "origin", vendor.origin);
    fact(page, "Ships to", "destinations", vendor.destinations);
    if (plan.display().showsStock()) {
      fact(
          page,
          "Availability",
          "stock",
          listing.stock == 0 ? "Out of stock" : listing.stock + " in stock");
    }
    if (plan.display().showsSold()) {
      fact(page, "Sold", "sold", listing.sold + " times");
    }
    fact(page, "Escrow", "escrow", vendor.escrow ? "Yes" : "No");
    page.append("</dl>\n<section class=\"description\"><h2>Description</h2>\n<p>")
        .append(escape(vendor.descriptionText))
        .append(
            "</p>\n</section>\n<section class=\"reviews\"><h2>Reviews</h2>\n<p class=\"review-summary\"><span class=\"review-count\">")
        .append(listing.ratingCount)
        .append("</span> reviews");
    if (listing.ratingCount > 0) {
      page.append(", <span class=\"score\">")
          .append(Site.quotient(listing.stars, listing.ratingCount, 2))
          .append("</span> of 5");
    }
    page.append("</p>\n<ol class=\"review-list\">\n");
    for (Listing.Rating rating : listing.ratings) {
      page.append("<li class=\"review\"><time class=\"review-time\" datetime=\"");
      time(page, rating.at(), false).append("\">");
      time(page, rating.at(), false)
          .append("</time> <span class=\"review-score\">")
          .append(rating.stars())
          .append("/5</span> <q class=\"review-text\">")
          .append(escape(rating.text()))
          .append("</q> <cite class=\"buyer\">")
          .append(rating.buyer())
          .append("</cite></li>\n");
    }
    return close(page.append("</ol>\n</section>\n</article>\n"), moment);
  }

  private static void fact(StringBuilder page, String label, String kind, String value) {
    page.append("<dt>")
        .append(label)
        .append("</dt><dd class=\"")
        .append(kind)
        .append("\">")
        .append(escape(value))
        .append("</dd>\n");
  }

  @Override
  public String vendor(Account account, Moment moment) {
    StringBuilder page = open(account.handle, "vendor-page");
    page.append("<section class=\"vendor\">\n<h1 class=\"vendor-name\">")
        .append(escape(account.handle))
        .append("</h1>\n<dl class=\"facts\">\n");
    fact(page, "Joined", "joined", account.joined.toString());
    fact(page, "Last seen", "last-seen", moment.day().minusDays(1).toString());
    fact(page, "Sales", "sales", Integer.toString(account.sales));
    if (account.ratings > 0) {
      fact(page, "Rating", "rating", Site.quotient(account.stars, account.ratings, 2) + " of 5");
    }
    fact(page, "Reviews", "reviews", Integer.toString(account.ratings));
    page.append("<dt>Contact</dt><dd class=\"contact\">")
        .append(account.vendor.contact)
        .append("</dd>\n</dl>\n<section class=\"about\"><h2>About</h2>\n<p class=\"about-text\">")
        .append(escape(account.profileText))
        .append(
            "</p>\n</section>\n<section class=\"key\"><h2>Public key</h2>\n<pre class=\"public-key\">")
        .append(account.key.armour())
        .append("</pre>\n</section>\n<section class=\"vendor-offers\"><h2>Offers</h2>\n<ul>\n");
    for (Listing listing : account.listings) {
      page.append("<li><a class=\"offer-link\" href=\"/")
          .append(Site.listingPath(listing))
          .append("\">")
          .append(escape(listing.title))
          .append("</a></li>\n");
    }
    return close(page.append("</ul>\n</section>\n</section>\n"), moment);
  }

  @Override
  public String gate(Gate gate, Moment moment) {
    String body =
        switch (gate) {
          case CAPTCHA ->
              """
              <h1>Are you human?</h1>
              <form method="post" class="challenge"><img src="/captcha.png" alt="captcha"><label>Characters <input name="captcha"></label><button>Continue</button></form>
              """;
          case QUEUE ->
              """
              <h1>Please wait</h1>
              <p class="queue-place">You are in a queue. This page renews itself.</p>
              """;
          case LOGIN ->
              """
              <h1>Sign in</h1>
              <form method="post" class="sign-in"><label>Name <input name="name"></label><label>Password <input type="password" name="password"></label><button>Sign in</button></form>
              """;
          case ERROR ->
              """
              <h1>502</h1>
              <p class="server-error">The server did not answer in time.</p>
              """;
        };
    return head
        + plan.title()
        + "</title>\n</head>\n<body class=\"gate\">\n<main>\n"
        + body
        + "</main>\n</body>\n</html>\n";
  }

  @Override
  public String closed() {
    return head
        + plan.title()
        + "</title>\n</head>\n<body class=\"closed\">\n<main>\n<h1>This site has closed</h1>\n</main>\n</body>\n</html>\n";
  }
}

package weir.simulate;

import static weir.simulate.Site.escape;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A grid of cards with small labels; prices by quantity; no time is printed anywhere. */
final class CardSite implements Site {

  private final Scenario.Market plan;
  private final String top;

  CardSite(Scenario.Market plan) {
    this.plan = plan;
    this.top =
        """
        </title><link rel="stylesheet" href="/static/app.css"></head>
        <body><div class="shell"><div class="bar"><a class="bar__brand" href="/index.html">%s</a><div class="bar__tools"><a class="tool" href="/cart"><i class="icon icon--cart"></i><span>Cart</span></a><a class="tool" href="/inbox"><i class="icon icon--mail"></i><span>Inbox</span></a><a class="tool" href="/me"><i class="icon icon--me"></i><span>Me</span></a></div></div>
        <div class="chips"><a class="chip" href="/?t=cannabis">Cannabis</a><a class="chip" href="/?t=stimulants">Stimulants</a><a class="chip" href="/?t=ecstasy">Ecstasy</a><a class="chip" href="/?t=opioids">Opioids</a><a class="chip" href="/?t=psychedelics">Psychedelics</a><a class="chip" href="/?t=dissociatives">Dissociatives</a><a class="chip" href="/?t=benzodiazepines">Benzodiazepines</a><a class="chip" href="/?t=prescription">Prescription</a><a class="chip" href="/?t=new">New substances</a></div>
        <div class="content">
        """
            .formatted(plan.title());
  }

  private StringBuilder open(String title) {
    return new StringBuilder(8_192)
        .append("<!doctype html><html><head><meta charset=\"utf-8\"><title>")
        .append(escape(title))
        .append(" · ")
        .append(plan.title())
        .append(top);
  }

  private static String close(StringBuilder page) {
    return page.append(
            "</div><div class=\"base\"><a href=\"/faq\">FAQ</a> <a href=\"/terms\">Terms</a> <a href=\"/support\">Support</a></div></div></body></html>\n")
        .toString();
  }

  private String money(BigDecimal amount) {
    String plain = amount.toPlainString();
    return plan.currency().equals("USD") ? "$" + plain : plain + " " + plan.currency();
  }

  private static void label(StringBuilder page, String kind, String key, String value) {
    page.append("<div class=\"label label--")
        .append(kind)
        .append("\"><span class=\"label__k\">")
        .append(key)
        .append("</span><span class=\"label__v\">")
        .append(escape(value))
        .append("</span></div>");
  }

  private void stock(StringBuilder page, Listing listing) {
    if (plan.display().showsStock()) {
      label(page, "stock", "Left", listing.stock == 0 ? "none" : Integer.toString(listing.stock));
    }
    if (plan.display().showsSold()) {
      label(page, "sold", "Sold", Integer.toString(listing.sold));
    }
  }

  @Override
  public String front(Map<String, Integer> counts, Moment moment) {
    throw new UnsupportedOperationException("The list of all is the front page");
  }

  @Override
  public String list(
      String list, List<Listing> shown, int number, int pages, int total, Moment moment) {
    StringBuilder page = open("Popular now").append("<div class=\"grid\">\n");
    for (Listing listing : shown) {
      page.append("<div class=\"card\" data-id=\"")
          .append(listing.id)
          .append("\"><a class=\"card__link\" href=\"/")
          .append(Site.listingPath(listing))
          .append("\"><img class=\"card__image\" src=\"/i/")
          .append(listing.id)
          .append(".webp\" alt=\"\"><div class=\"card__title\">")
          .append(escape(listing.title))
          .append("</div></a><a class=\"card__vendor\" href=\"/")
          .append(Site.vendorPath(listing.account))
          .append("\">")
          .append(escape(listing.account.handle))
          .append("</a>");
      label(page, "price", "from", money(moment.price(listing, 1)));
      label(page, "from", "Ships from", listing.account.vendor.origin);
      stock(page, listing);
      page.append("</div>\n");
    }
    page.append("</div><div class=\"pager\">");
    for (int i = 1; i <= pages; i++) {
      page.append("<a class=\"pager__page")
          .append(i == number ? " pager__page--here" : "")
          .append("\" href=\"/")
          .append(Site.listPath(list, i))
          .append("\">")
          .append(i)
          .append("</a>");
    }
    return close(page.append("</div>"));
  }

  @Override
  public String listing(Listing listing, Moment moment) {
    Vendor vendor = listing.account.vendor;
    StringBuilder page = open(listing.title);
    page.append("<div class=\"product\" data-id=\"")
        .append(listing.id)
        .append("\"><div class=\"trail\"><span class=\"trail__part\">")
        .append(listing.wares.category())
        .append("</span><span class=\"trail__part\">")
        .append(listing.wares.subcategory())
        .append("</span></div><div class=\"product__title\">")
        .append(escape(listing.title))
        .append("</div><a class=\"product__vendor\" href=\"/")
        .append(Site.vendorPath(listing.account))
        .append("\">")
        .append(escape(listing.account.handle))
        .append("</a>\n<div class=\"labels\">");
    label(page, "from", "Ships from", vendor.origin);
    label(page, "to", "Ships to", vendor.destinations);
    stock(page, listing);
    label(page, "escrow", "Escrow", vendor.escrow ? "yes" : "no");
    label(page, "ratings", "Ratings", Integer.toString(listing.ratingCount));
    page.append("</div>\n<div class=\"tiers\">");
    for (int multiple : Listing.MULTIPLES) {
      page.append("<div class=\"tier\"><span class=\"tier__quantity\">")
          .append(multiple)
          .append(" x ")
          .append(listing.wares.packs().get(listing.pack).printed().getFirst())
          .append("</span><span class=\"tier__price\">")
          .append(money(moment.price(listing, multiple)))
          .append("</span></div>");
    }
    page.append("</div>\n<div class=\"product__text\">")
        .append(escape(vendor.descriptionText))
        .append("</div>\n<div class=\"voices\">\n");
    for (Listing.Rating rating : listing.ratings) {
      page.append("<div class=\"voice\" data-voice=\"")
          .append(rating.id())
          .append("\"><span class=\"mood\">")
          .append(rating.stars() >= 4 ? "positive" : rating.stars() == 3 ? "neutral" : "negative")
          .append("</span><span class=\"voice__day\">");
      LocalDateTime utc = LocalDateTime.ofInstant(rating.at(), ZoneOffset.UTC);
      Site.two(page, utc.getDayOfMonth()).append('.');
      Site.two(page, utc.getMonthValue()).append('.').append(utc.getYear()).append(' ');
      Site.two(page, utc.getHour()).append(':');
      Site.two(page, utc.getMinute())
          .append("</span><span class=\"voice__who\">")
          .append(rating.buyer())
          .append("</span><span class=\"voice__text\">")
          .append(escape(rating.text()))
          .append("</span></div>\n");
    }
    return close(page.append("</div></div>"));
  }

  @Override
  public String vendor(Account account, Moment moment) {
    StringBuilder page = open(account.handle);
    page.append("<div class=\"shop\"><div class=\"shop__name\">")
        .append(escape(account.handle))
        .append("</div><div class=\"labels\">");
    label(page, "since", "Here since", account.joined.toString());
    label(page, "sales", "Sales", Integer.toString(account.sales));
    label(page, "ratings", "Ratings", Integer.toString(account.ratings));
    if (account.ratings > 0) {
      label(page, "happy", "Happy", Site.quotient(account.stars * 20L, account.ratings, 0) + "%");
    }
    page.append("</div>\n<div class=\"shop__text\">")
        .append(escape(account.profileText))
        .append("</div>\n<textarea class=\"shop__key\" readonly>")
        .append(account.key.armour())
        .append("</textarea>\n<div class=\"grid grid--small\">\n");
    for (Listing listing : account.listings) {
      page.append("<a class=\"mini\" href=\"/")
          .append(Site.listingPath(listing))
          .append("\">")
          .append(escape(listing.title))
          .append("</a>\n");
    }
    return close(page.append("</div></div>"));
  }

  @Override
  public String gate(Gate gate, Moment moment) {
    String body =
        switch (gate) {
          case CAPTCHA ->
              "<div class=\"puzzle\"><img src=\"/captcha/1.png\"><form method=\"post\"><input name=\"captcha\"><button>Next</button></form></div>";
          case QUEUE ->
              "<div class=\"waiting\"><div class=\"waiting__text\">Many visitors. Your turn comes soon.</div></div>";
          case LOGIN ->
              "<div class=\"door\"><form method=\"post\"><input name=\"n\"><input type=\"password\" name=\"s\"><button>Open</button></form></div>";
          case ERROR -> "<div class=\"oops\">Something broke. 503</div>";
        };
    return "<!doctype html><html><head><meta charset=\"utf-8\"><title>"
        + plan.title()
        + "</title></head><body>"
        + body
        + "</body></html>\n";
  }

  @Override
  public String closed() {
    return "<!doctype html><html><head><meta charset=\"utf-8\"><title>"
        + plan.title()
        + "</title></head><body><div class=\"goodbye\">We have closed.</div></body></html>\n";
  }
}

package weir.simulate;

import static weir.simulate.Site.escape;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Pages of nested tables, whose only hints are labels in bold. */
final class TableSite implements Site {

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final Scenario.Market plan;
  private final String top;

  TableSite(Scenario.Market plan) {
    this.plan = plan;
    this.top =
        """
        </title></head>
        <body bgcolor="#F4F1E8" text="#222222" link="#224488">
        <center>
        <table width="960" border="0" cellspacing="0" cellpadding="6"><tr bgcolor="#223344"><td width="60%%"><font size="5" color="#FFFFFF"><b>%s</b></font></td>
        <td align="center"><a href="/index.html"><font color="#FFFFFF">Front</font></a> <font color="#FFFFFF">|</font> <a href="/orders"><font color="#FFFFFF">Orders</font></a> <font color="#FFFFFF">|</font> <a href="/mail"><font color="#FFFFFF">Mail (0)</font></a> <font color="#FFFFFF">|</font> <a href="/exit"><font color="#FFFFFF">Exit</font></a></td></tr></table>
        <table width="960" border="0" cellspacing="0" cellpadding="4"><tr><td valign="top" width="180">
        <table width="100%%" border="1" cellspacing="0" cellpadding="3">
        <tr><td bgcolor="#DDD8C8"><b>Goods</b></td></tr>
        <tr><td><a href="/category/benzodiazepines.html">Benzodiazepines</a></td></tr>
        <tr><td><a href="/category/cannabis.html">Cannabis</a></td></tr>
        <tr><td><a href="/category/dissociatives.html">Dissociatives</a></td></tr>
        <tr><td><a href="/category/ecstasy.html">Ecstasy</a></td></tr>
        <tr><td><a href="/category/new-substances.html">New substances</a></td></tr>
        <tr><td><a href="/category/opioids.html">Opioids</a></td></tr>
        <tr><td><a href="/category/prescription.html">Prescription</a></td></tr>
        <tr><td><a href="/category/psychedelics.html">Psychedelics</a></td></tr>
        <tr><td><a href="/category/stimulants.html">Stimulants</a></td></tr>
        </table>
        <br><table width="100%%" border="1" cellspacing="0" cellpadding="3"><tr><td bgcolor="#DDD8C8"><b>You</b></td></tr><tr><td>Balance<br><font size="2">0.000000</font></td></tr></table>
        </td><td valign="top">
        """
            .formatted(plan.title());
  }

  private StringBuilder open(String title) {
    return new StringBuilder(8_192)
        .append(
            "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><title>")
        .append(plan.title())
        .append(" :: ")
        .append(escape(title))
        .append(top);
  }

  private static String close(StringBuilder page, Moment moment) {
    page.append("</td></tr></table>\n<hr width=\"960\"><font size=\"1\">Time of server: ");
    LocalDateTime utc = moment.utc();
    day(page, moment.at()).append(' ');
    Site.two(page, utc.getHour()).append(':');
    Site.two(page, utc.getMinute()).append(':');
    Site.two(page, utc.getSecond());
    return page.append(" UTC</font></center></body></html>\n").toString();
  }

  /** As in {@code 06 Jan 2025}. */
  private static StringBuilder day(StringBuilder page, Instant at) {
    LocalDateTime utc = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    return Site.two(page, utc.getDayOfMonth())
        .append(' ')
        .append(MONTHS.get(utc.getMonthValue() - 1))
        .append(' ')
        .append(utc.getYear());
  }

  private static void row(StringBuilder page, String label, String value) {
    page.append("<tr><td align=\"right\" width=\"160\"><b>")
        .append(label)
        .append(":</b></td><td>")
        .append(value)
        .append("</td></tr>\n");
  }

  private static String link(String path, String text) {
    return "<a href=\"/" + path + "\">" + escape(text) + "</a>";
  }

  @Override
  public String front(Map<String, Integer> counts, Moment moment) {
    StringBuilder page = open("Front");
    page.append(
        "<font size=\"4\"><b>Choose goods</b></font><br><br>\n<table border=\"1\" cellspacing=\"0\" cellpadding=\"5\" summary=\"front\">\n");
    counts.forEach((category, count) ->
        page.append("<tr><td>")
            .append(link(Site.listPath(category, 1), category))
            .append("</td><td align=\"right\">")
            .append(count)
            .append("</td></tr>\n"));
    return close(page.append("</table>\n"), moment);
  }

  @Override
  public String list(
      String list, List<Listing> shown, int number, int pages, int total, Moment moment) {
    StringBuilder page = open(list);
    page.append("<font size=\"4\"><b>")
        .append(list)
        .append("</b></font> <font size=\"2\">(")
        .append(total)
        .append(
            " items)</font><br><br>\n<table width=\"100%\" border=\"1\" cellspacing=\"0\" cellpadding=\"4\" summary=\"items\">\n<tr bgcolor=\"#DDD8C8\"><td><b>Item</b></td><td><b>Seller</b></td><td><b>Price</b></td></tr>\n");
    for (Listing listing : shown) {
      page.append("<tr><td>")
          .append(link(Site.listingPath(listing), listing.title))
          .append("</td><td>")
          .append(link(Site.vendorPath(listing.account), listing.account.handle))
          .append("</td><td nowrap>")
          .append(plan.currency())
          .append(' ')
          .append(moment.price(listing, 1).toPlainString())
          .append("</td></tr>\n");
    }
    page.append("</table><br>Page: ");
    for (int i = 1; i <= pages; i++) {
      page.append(i == number ? "<b>" + i + "</b>" : link(Site.listPath(list, i), "" + i));
      page.append(' ');
    }
    return close(page, moment);
  }

  @Override
  public String listing(Listing listing, Moment moment) {
    Vendor vendor = listing.account.vendor;
    StringBuilder page = open(listing.title);
    page.append(
            "<table width=\"100%\" border=\"0\" cellpadding=\"4\" summary=\"item\"><tr><td colspan=\"2\"><font size=\"2\">Goods &raquo; ")
        .append(link(Site.listPath(listing.wares.category(), 1), listing.wares.category()))
        .append(" &raquo; ")
        .append(listing.wares.subcategory())
        .append("</font><br><font size=\"4\"><b>")
        .append(escape(listing.title))
        .append("</b></font></td></tr>\n<tr><td valign=\"top\" width=\"220\"><img src=\"/pic/")
        .append(listing.id)
        .append(
            "\" width=\"200\" height=\"200\"></td><td valign=\"top\">\n<table border=\"0\" cellspacing=\"0\" cellpadding=\"3\">\n");
    row(page, "Item no", listing.id);
    row(page, "Seller", link(Site.vendorPath(listing.account), listing.account.handle));
    row(
        page,
        "Price",
        "<font color=\"#882222\">"
            + plan.currency()
            + " "
            + moment.price(listing, 1).toPlainString()
            + "</font>");
    row(page, "From", escape(vendor.origin));
    row(page, "To", escape(vendor.destinations));
    if (plan.display().showsStock()) {
      row(page, "Left", Integer.toString(listing.stock));
    }
    if (plan.display().showsSold()) {
      row(page, "Sold", Integer.toString(listing.sold));
    }
    row(page, "Escrow", vendor.escrow ? "accepted" : "finalise early");
    page.append("</table></td></tr>\n<tr><td colspan=\"2\" bgcolor=\"#FFFFFF\"><pre>")
        .append(escape(vendor.descriptionText))
        .append("</pre></td></tr></table>\n<br><b>Feedback</b> (last ")
        .append(plan.display().ratingsShown())
        .append(
            ")<br>\n<table width=\"100%\" border=\"1\" cellspacing=\"0\" cellpadding=\"3\" summary=\"feedback\">\n<tr bgcolor=\"#DDD8C8\"><td><b>Mark</b></td><td><b>Words</b></td><td><b>Buyer</b></td><td><b>Day</b></td></tr>\n");
    for (Listing.Rating rating : listing.ratings) {
      page.append("<tr><td align=\"center\">")
          .append(rating.stars())
          .append("/5</td><td>")
          .append(escape(rating.text()))
          .append("</td><td>")
          .append(rating.buyer())
          .append("</td><td nowrap>");
      day(page, rating.at()).append("</td></tr>\n");
    }
    return close(page.append("</table>\n"), moment);
  }

  @Override
  public String vendor(Account account, Moment moment) {
    StringBuilder page = open(account.handle);
    page.append(
            "<table width=\"100%\" border=\"0\" cellpadding=\"4\" summary=\"seller\"><tr><td><font size=\"4\"><b>")
        .append(escape(account.handle))
        .append(
            "</b></font></td></tr><tr><td>\n<table border=\"0\" cellspacing=\"0\" cellpadding=\"3\">\n");
    StringBuilder joined = new StringBuilder();
    day(joined, account.joined.atStartOfDay().toInstant(ZoneOffset.UTC));
    row(page, "Member since", joined.toString());
    if (account.ratings > 0) {
      row(page, "Positive", Site.quotient(account.stars * 20L, account.ratings, 1) + "%");
    }
    row(page, "Feedbacks", Integer.toString(account.ratings));
    page.append("</table></td></tr>\n<tr><td bgcolor=\"#FFFFFF\"><pre>")
        .append(escape(account.profileText))
        .append("\n\nContact: ")
        .append(account.vendor.contact)
        .append("\n\n")
        .append(account.key.armour())
        .append("</pre></td></tr></table>\n");
    for (Listing listing : account.listings) {
      page.append(link(Site.listingPath(listing), listing.title)).append("<br>\n");
    }
    return close(page, moment);
  }

  @Override
  public String gate(Gate gate, Moment moment) {
    String body =
        switch (gate) {
          case CAPTCHA ->
              "<form method=\"post\"><img src=\"/captcha?n=1\"><br>Type what you see: <input name=\"captcha_answer\"> <input type=\"submit\" value=\"Go\"></form>";
          case QUEUE ->
              "<b>Waiting line</b><br>Your place in the waiting line is kept. Do not reload.";
          case LOGIN ->
              "<form method=\"post\">Name <input name=\"u\"><br>Password <input type=\"password\" name=\"p\"><br><input type=\"submit\" value=\"Enter\"></form>";
          case ERROR -> "<b>Database error</b><br>Try again later.";
        };
    return "<html><head><title>"
        + plan.title()
        + "</title></head><body bgcolor=\"#F4F1E8\"><center><br><br>"
        + body
        + "</center></body></html>\n";
  }

  @Override
  public String closed() {
    return "<html><head><title>"
        + plan.title()
        + "</title></head><body bgcolor=\"#FFFFFF\"><center><br><br><b>This site is gone for good.</b></center></body></html>\n";
  }
}

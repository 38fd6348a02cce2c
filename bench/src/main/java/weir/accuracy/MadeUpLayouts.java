package weir.accuracy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import weir.source.SavedPage;

/**
 * Pages of made-up markets, each built in a style of its own: lists of definitions, tables, cards,
 * bare paragraphs, labels above their values; labels in several languages; prices in two
 * currencies; with menus, balances, rates and similar wares around them.
 */
final class MadeUpLayouts {

  /** What a page says, for comparison. */
  record Truth(
      @Nullable String title,
      @Nullable String account,
      @Nullable String price,
      @Nullable String origin) {}

  /**
   * A page and the listings on it, in its order.
   *
   * @param single whether it shows one listing
   */
  record Made(SavedPage page, boolean single, List<Truth> listings) {}

  private static final List<String> STYLES =
      List.of(
          "definitions, German",
          "table of th and td, English",
          "cards of spans, Spanish",
          "bare paragraphs, French",
          "two cells, Russian, no classes",
          "no labels, named classes",
          "labels above values",
          "nested tables, bitcoin alone",
          "Italian list, price in a heading",
          "flat text lines, Dutch");

  private static final List<String> WARES =
      List.of(
          "MDMA crystal",
          "Ketamine S-isomer",
          "Cocaine flake",
          "Amazing Haze cannabis",
          "LSD blotter 120ug",
          "Amphetamine paste",
          "Alprazolam 2mg",
          "Oxycodone 20mg",
          "DMT powder",
          "Psilocybin mushrooms",
          "Heroin no 4",
          "2C-B tablets",
          "Mephedrone shards",
          "Diazepam 10mg",
          "Hashish Ketama",
          "GBL 99%");
  private static final List<String> SIZES =
      List.of("1g", "3.5 g", "10 g", "28 g", "x 50", "100 pcs", "0.5g", "5 g", "250 g", "x 10");
  private static final List<String> WORDS =
      List.of(
          "premium",
          "lab tested",
          "new batch",
          "top quality",
          "fresh",
          "best value",
          "special offer",
          "uncut");
  private static final List<String> SELLERS =
      List.of(
          "leafhouse",
          "NorthernPost",
          "blue_heron",
          "Dr.Kettle",
          "millpond77",
          "QuietCourier",
          "saltmarsh",
          "TheGreengrocer",
          "owl-and-oak",
          "Pepperbox");

  private record Origin(String code, List<String> names) {}

  /** In English, German, Spanish, French, Russian, Italian, Dutch. */
  private static final List<Origin> ORIGINS =
      List.of(
          new Origin(
              "DE",
              List.of(
                  "Germany",
                  "Deutschland",
                  "Alemania",
                  "Allemagne",
                  "Германия",
                  "Germania",
                  "Duitsland")),
          new Origin(
              "NL",
              List.of(
                  "Netherlands",
                  "Niederlande",
                  "Países Bajos",
                  "Pays-Bas",
                  "Нидерланды",
                  "Paesi Bassi",
                  "Nederland")),
          new Origin(
              "GB",
              List.of(
                  "United Kingdom",
                  "Vereinigtes Königreich",
                  "Reino Unido",
                  "Royaume-Uni",
                  "Великобритания",
                  "Regno Unito",
                  "Verenigd Koninkrijk")),
          new Origin(
              "US",
              List.of(
                  "United States",
                  "Vereinigte Staaten",
                  "Estados Unidos",
                  "États-Unis",
                  "США",
                  "Stati Uniti",
                  "Verenigde Staten")),
          new Origin(
              "ES",
              List.of("Spain", "Spanien", "España", "Espagne", "Испания", "Spagna", "Spanje")),
          new Origin(
              "CA", List.of("Canada", "Kanada", "Canadá", "Canada", "Канада", "Canada", "Canada")));

  private record Item(int id, String title, String seller, double price, Origin origin, int stock) {
    String euro() {
      return String.format(Locale.ROOT, "%.2f", price);
    }

    String bitcoin() {
      return String.format(Locale.ROOT, "%.6f", price / 8_000);
    }

    String from(int language) {
      return origin.names().get(language);
    }

    Truth truth(String currency) {
      String amount = currency.equals("BTC") ? bitcoin() : euro();
      return new Truth(
          title,
          seller,
          new java.math.BigDecimal(amount).stripTrailingZeros().toPlainString() + " " + currency,
          origin.code());
    }
  }

  private final Random random;

  private MadeUpLayouts(long seed) {
    this.random = new Random(seed);
  }

  /** Twelve pages of listings, three lists and a gate in each style, by the style's name. */
  static Map<String, List<Made>> all() {
    Map<String, List<Made>> all = new LinkedHashMap<>();
    for (int style = 0; style < STYLES.size(); style++) {
      all.put(STYLES.get(style), new MadeUpLayouts(7L + style).pages(style));
    }
    return all;
  }

  private List<Made> pages(int style) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 36; i++) {
      items.add(item(1_000 + 37 * i + random.nextInt(30)));
    }
    List<Made> pages = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Item item = items.get(i);
      String body = single(style, item, items);
      pages.add(
          made(
              style,
              "item" + i,
              frame(style, item.title(), body),
              true,
              List.of(truth(style, item))));
    }
    for (int i = 0; i < 3; i++) {
      List<Item> shown = items.subList(12 * i, 12 * i + 12);
      StringBuilder body = new StringBuilder();
      for (Item item : shown) {
        body.append(row(style, item));
      }
      String list =
          style == 1 || style == 4 || style == 7
              ? "<table>" + heads(style) + body + "</table>"
              : "<div>" + body + "</div>";
      pages.add(
          made(
              style,
              "list" + i,
              frame(style, "Search", list),
              false,
              shown.stream().map(item -> truth(style, item)).toList()));
    }
    pages.add(
        made(
            style,
            "login",
            "<html><title>Login</title><body><form><input name=user><input type=password"
                + " name=p></form></body></html>",
            false,
            List.of()));
    return pages;
  }

  private static Truth truth(int style, Item item) {
    return item.truth(
        switch (style) {
          case 1 -> "USD";
          case 4 -> "RUB";
          case 7 -> "BTC";
          case 5 -> "GBP";
          default -> "EUR"; // the other styles
        });
  }

  private static Made made(
      int style, String name, String html, boolean single, List<Truth> truths) {
    String address = "style" + style + "/" + name + ".html";
    return new Made(
        new SavedPage(address, address, null, null, html.getBytes(StandardCharsets.UTF_8)),
        single,
        truths);
  }

  private Item item(int id) {
    String title = pick(WARES) + " " + pick(SIZES);
    title =
        random.nextInt(3) == 0
            ? title + " " + pick(WORDS)
            : random.nextInt(3) == 0 ? pick(WORDS) + " " + title : title;
    return new Item(
        id,
        title,
        pick(SELLERS),
        5 + random.nextInt(40_000) / 100.0,
        ORIGINS.get(random.nextInt(ORIGINS.size())),
        random.nextInt(200));
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int sentences = 2 + random.nextInt(5);
    for (int i = 0; i < sentences; i++) {
      text.append("We offer ")
          .append(pick(WORDS))
          .append(' ')
          .append(pick(WARES))
          .append(" and answer within ")
          .append(1 + random.nextInt(3))
          .append(" days. ");
    }
    return text.toString();
  }

  private static String frame(int style, String title, String body) {
    String site = "Market" + style;
    String menu =
        "<ul><li><a href='/c/1'>Cannabis</a> <span>2310</span></li><li><a"
            + " href='/c/2'>Stimulants</a> <span>811</span></li><li><a href='/c/3'>Opioids</a>"
            + " <span>77</span></li><li><a href='/c/4'>Psychedelics</a> <span>402</span></li></ul>";
    String balance =
        "<div><a href='/wallet'>Balance: 0.000000 BTC</a> <a href='/u/me/settings'>visitor9</a> <a"
            + " href='/logout'>Logout</a></div>";
    String rates =
        "<table><tr><td>BTC/USD</td><td>9120.55 USD</td></tr><tr><td>XMR/USD</td><td>70.10"
            + " USD</td></tr></table>";
    return "<html><head><title>"
        + (style % 3 == 0 ? title + " | " + site : style % 3 == 1 ? site : site + " - " + title)
        + "</title></head><body>"
        + balance
        + (style % 2 == 0 ? menu + rates : "<div class='sidebar'>" + menu + rates + "</div>")
        + "<div>"
        + body
        + "</div><p>2019 "
        + site
        + "</p></body></html>";
  }

  private String single(int style, Item item, List<Item> items) {
    String link = "<a href='/user/" + item.seller() + "'>" + item.seller() + "</a>";
    StringBuilder similar = new StringBuilder("<div><h4>Similar</h4>");
    for (int i = 0; i < 4; i++) {
      similar.append(row(style, items.get(20 + random.nextInt(10))));
    }
    similar.append("</div>");
    String form =
        "<form action='/buy/"
            + item.id()
            + "' method=post><input name=quantity value=1><button>Buy now</button></form>";
    return switch (style) {
      case 0 ->
          "<h1>%s</h1><dl><dt>Verkäufer</dt><dd>%s (98 %%)</dd><dt>Preis</dt><dd>%s EUR / %s BTC</dd><dt>Versand aus</dt><dd>%s</dd><dt>Versand nach</dt><dd>Europa</dd><dt>Auf Lager</dt><dd>%d</dd></dl><h3>Beschreibung</h3><p>%s</p>%s%s"
              .formatted(
                  item.title(),
                  link,
                  item.euro(),
                  item.bitcoin(),
                  item.from(1),
                  item.stock(),
                  text(),
                  form,
                  similar);
      case 1 ->
          "<h2>%s</h2><table><tr><th>Sold by</th><td>%s</td></tr><tr><th>Price</th><td>$%s</td></tr><tr><th>Origin country</th><td>%s</td></tr><tr><th>Ships to</th><td>Worldwide</td></tr><tr><th>Quantity left</th><td>%d</td></tr></table><p>%s</p>%s"
              .formatted(item.title(), link, item.euro(), item.from(0), item.stock(), text(), form);
      case 2 ->
          "<div class='card'><div class='card-header'>%s</div><div class='card-body'><span class='l'>Vendedor:</span> <span class='v'>%s</span><br><span class='l'>Precio:</span> <span class='v'>%s €</span><br><span class='l'>Envío desde:</span> <span class='v'>%s</span><br><span class='l'>Envío a:</span> <span class='v'>Todo el mundo</span></div><div class='card-text'>%s</div></div>%s%s"
              .formatted(item.title(), link, item.euro(), item.from(2), text(), form, similar);
      case 3 ->
          "<p><b>%s</b></p><p>Vendeur : %s</p><p>Prix : %s € (%s BTC)</p><p>Expédié de : %s</p><p>Livraison vers : Europe</p><p>%s</p>%s"
              .formatted(
                  item.title(), link, item.euro(), item.bitcoin(), item.from(3), text(), form);
      case 4 ->
          "<h3>%s</h3><table><tr><td>Продавец</td><td>%s</td></tr><tr><td>Цена</td><td>%s руб.</td></tr><tr><td>Отправка из</td><td>%s</td></tr><tr><td>Остаток</td><td>%d шт.</td></tr></table><div>%s</div>%s"
              .formatted(item.title(), link, item.euro(), item.from(4), item.stock(), text(), form);
      case 5 ->
          "<div class='listing'><div class='listing-title'>%s</div><div class='by'>by <a href='/user/%s' class='vendor-name'>%s</a></div><div class='listing-price'>£%s</div><div class='ships'><span class='ships-from'>%s</span> &rarr; <span class='ships-dest'>Worldwide</span></div><div class='description'>%s</div></div>%s%s"
              .formatted(
                  item.title(),
                  item.seller(),
                  item.seller(),
                  item.euro(),
                  item.from(0),
                  text(),
                  form,
                  similar);
      case 6 ->
          "<div><h1>%s</h1></div><div><div><div>Vendor</div><div>%s</div></div><div><div>Price</div><div>%s EUR</div></div><div><div>Ships from</div><div>%s</div></div><div><div>Ships to</div><div>Worldwide</div></div></div><div><div>Description</div><div>%s</div></div>%s"
              .formatted(item.title(), link, item.euro(), item.from(0), text(), form);
      case 7 ->
          "<table><tr><td><font size=4><b>%s</b></font></td></tr><tr><td><table><tr><td><b>Seller</b></td><td>%s</td><td><b>Price</b></td><td>%s BTC</td></tr><tr><td><b>Ships from</b></td><td>%s</td><td><b>Ships to</b></td><td>Worldwide</td></tr></table></td></tr><tr><td>%s</td></tr></table>%s"
              .formatted(item.title(), link, item.bitcoin(), item.from(0), text(), form);
      case 8 ->
          "<ul><li>Venditore: <em>%s</em></li><li>Spedizione da: <em>%s</em></li><li>Disponibilità: %d</li></ul><h2>%s</h2><h3>%s €</h3><pre>%s</pre>%s%s"
              .formatted(
                  link,
                  item.from(5),
                  item.stock(),
                  item.title(),
                  item.euro(),
                  text(),
                  form,
                  similar);
      default ->
          "<div><strong>%s</strong><br>Verkoper: %s<br>Prijs: %s EUR<br>Verzonden vanuit: %s<br>Voorraad: %d<br><br>%s</div>%s"
              .formatted(item.title(), link, item.euro(), item.from(6), item.stock(), text(), form);
    };
  }

  private static String heads(int style) {
    return switch (style) {
      case 1 -> "<tr><th>Item</th><th>Vendor</th><th>Price</th><th>Origin</th></tr>";
      case 4 -> "<tr><th>Товар</th><th>Продавец</th><th>Цена</th><th>Откуда</th></tr>";
      default -> "";
    };
  }

  private static String row(int style, Item item) {
    String title = "<a href='/item/" + item.id() + "'>" + item.title() + "</a>";
    String seller = "<a href='/user/" + item.seller() + "'>" + item.seller() + "</a>";
    return switch (style) {
      case 0 ->
          "<div><h4>%s</h4><div>von %s</div><div>%s EUR</div><div>aus %s</div></div>"
              .formatted(title, seller, item.euro(), item.from(1));
      case 1 ->
          "<tr><td>%s</td><td>%s</td><td>$%s</td><td>%s</td></tr>"
              .formatted(title, seller, item.euro(), item.from(0));
      case 2 ->
          "<div class='card small'><div class='card-body'>%s<p>%s</p><p>%s €</p><p>Envío desde: %s</p></div></div>"
              .formatted(title, seller, item.euro(), item.from(2));
      case 3 ->
          "<p>%s<br>Vendeur : %s<br>Prix : %s €<br>Expédié de : %s</p>"
              .formatted(title, seller, item.euro(), item.from(3));
      case 4 ->
          "<tr><td>%s</td><td>%s</td><td>%s руб.</td><td>%s</td></tr>"
              .formatted(title, seller, item.euro(), item.from(4));
      case 5 ->
          "<div class='row-item'><span class='title'>%s</span><span class='vendor'>%s</span><span class='price'>£%s</span><span class='from'>%s &rarr; Worldwide</span></div>"
              .formatted(title, seller, item.euro(), item.from(0));
      case 6 ->
          "<div><div>%s</div><div>Vendor: %s</div><div>Price: %s EUR</div><div>Ships from: %s</div></div>"
              .formatted(title, seller, item.euro(), item.from(0));
      case 7 ->
          "<tr><td>%s</td><td>%s<br>Ships from %s</td><td>%s BTC</td></tr>"
              .formatted(title, seller, item.from(0), item.bitcoin());
      case 8 ->
          "<div class='riga'><h4>%s</h4>%s &euro;<br>Venditore: %s<br>Spedizione da: %s</div>"
              .formatted(title, item.euro(), seller, item.from(5));
      default ->
          "<div>%s<br>Verkoper: %s<br>Prijs: %s EUR<br>Verzonden vanuit: %s</div>"
              .formatted(title, seller, item.euro(), item.from(6));
    };
  }
}

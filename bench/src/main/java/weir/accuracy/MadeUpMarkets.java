package weir.accuracy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import weir.source.SavedPage;

/**
 * Pages of made-up markets as they looked towards 2020: panels, forms with labels, tables of keys
 * and values, cards; balances and rates above, categories with counts beside, buyers' ratings and
 * similar wares below. Each market has single listings, lists, sellers' pages, an index and a
 * login. They were written after the rules of suggesting, to measure them; those rules were mended
 * on them since.
 */
final class MadeUpMarkets {

  private static final List<String> NAMES =
      List.of(
          "features in four columns, sold by a sentence",
          "panel and form with labels, amounts in a select",
          "no classes, inline styles",
          "cards with icons, hints in place of labels",
          "list of definitions, seller in a side panel",
          "nested tables with fonts",
          "numbered sellers, one line for both ways",
          "flags in place of countries, a table of amounts",
          "currency and number apart",
          "packages in a table, seller with an at sign",
          "all in one line of text",
          "heads above one row of values");

  private static final List<String> WARES =
      List.of(
          "MDMA champagne crystals",
          "Ketamine rocks",
          "Colombian cocaine",
          "Lemon Haze",
          "LSD 200ug blotters",
          "Speed paste",
          "Xanax bars 2mg",
          "Oxycodone 80mg",
          "DMT changa",
          "Golden Teacher mushrooms",
          "Afghan heroin",
          "2C-B pills",
          "Crystal meth",
          "Valium 10mg",
          "Moroccan hash",
          "Ritalin 10mg");
  private static final List<String> SIZES =
      List.of("1g", "3.5g", "10 grams", "28g", "x50", "100 pcs", "0.5 G", "5g", "1/4 oz", "X10");
  private static final List<String> WORDS =
      List.of("AAA+", "***", "[UK STOCK]", "FREE SHIPPING", "lab tested", "-NEW-", "||", "promo");
  private static final List<String> SELLERS =
      List.of(
          "RiverMint",
          "oldharbour",
          "KingsOfSalt",
          "dr_mallow",
          "NordLicht24",
          "TheQuietOne",
          "PolarFox",
          "greenpost",
          "BerryBros",
          "tulip-express",
          "UKmeds4u",
          "Zeppelin");

  private record Origin(String code, String name) {}

  private static final List<Origin> ORIGINS =
      List.of(
          new Origin("DE", "Germany"),
          new Origin("NL", "Netherlands"),
          new Origin("GB", "United Kingdom"),
          new Origin("US", "United States"),
          new Origin("ES", "Spain"),
          new Origin("AU", "Australia"),
          new Origin("FR", "France"));
  private static final List<String> COMMENTS =
      List.of(
          "Arrived in four days, well packed, thanks",
          "Good quality, will order again",
          "a bit late but fine",
          "No communication at all",
          "Top seller, great stealth",
          "ok");

  private record Item(
      int id, String title, String seller, int sales, BigDecimal price, Origin origin) {}

  private final Random random;
  private final int style;

  private MadeUpMarkets(int style) {
    this.style = style;
    this.random = new Random(1_900L + style);
  }

  /** The pages of each market, by its name. */
  static Map<String, List<MadeUpLayouts.Made>> all() {
    Map<String, List<MadeUpLayouts.Made>> all = new LinkedHashMap<>();
    for (int style = 0; style < NAMES.size(); style++) {
      all.put(NAMES.get(style), new MadeUpMarkets(style).pages());
    }
    return all;
  }

  private List<MadeUpLayouts.Made> pages() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      items.add(item(20_000 + 61 * i + random.nextInt(50)));
    }
    List<MadeUpLayouts.Made> pages = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      Item item = items.get(i);
      pages.add(
          made("item" + i, framed(item.title(), single(item, items)), true, List.of(truth(item))));
    }
    for (int i = 0; i < 4; i++) {
      List<Item> shown = items.subList(12 * i, 12 * i + 12);
      pages.add(
          made(
              "list" + i,
              framed("Listings", list(shown)),
              false,
              shown.stream().map(this::truth).toList()));
    }
    for (int i = 0; i < 3; i++) {
      pages.add(
          made(
              "seller" + i,
              framed("Profile of " + SELLERS.get(i), seller(SELLERS.get(i))),
              false,
              List.of()));
    }
    pages.add(made("index", framed("Home", index()), false, List.of()));
    pages.add(
        made(
            "login",
            "<html><head><title>Login</title></head><body><form method=post><input"
                + " name=username><input type=password name=password><input name=captcha><button>Sign"
                + " in</button></form></body></html>",
            false,
            List.of()));
    return pages;
  }

  private MadeUpLayouts.Made made(
      String name, String html, boolean single, List<MadeUpLayouts.Truth> truths) {
    String address = "market" + style + "/" + name + ".html";
    return new MadeUpLayouts.Made(
        new SavedPage(address, address, null, null, html.getBytes(StandardCharsets.UTF_8)),
        single,
        truths);
  }

  private Item item(int id) {
    String title = pick(SIZES) + " " + pick(WARES);
    title = random.nextBoolean() ? title : pick(WARES) + " " + pick(SIZES);
    title = random.nextInt(3) == 0 ? pick(WORDS) + " " + title : title;
    title = random.nextInt(4) == 0 ? title + " " + pick(WORDS) : title;
    return new Item(
        id,
        title,
        pick(SELLERS),
        random.nextInt(3_000),
        BigDecimal.valueOf(500 + random.nextInt(60_000), 2),
        ORIGINS.get(random.nextInt(ORIGINS.size())));
  }

  private MadeUpLayouts.Truth truth(Item item) {
    String currency =
        switch (style) {
          case 4, 8 -> "EUR";
          case 1 -> "GBP";
          default -> "USD"; // the other markets
        };
    return new MadeUpLayouts.Truth(
        item.title(),
        item.seller(),
        item.price().stripTrailingZeros().toPlainString() + " " + currency,
        item.origin().code());
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String filled(String template, Object... namesAndValues) {
    String filled = template;
    for (int i = 0; i < namesAndValues.length; i += 2) {
      filled = filled.replace("{" + namesAndValues[i] + "}", String.valueOf(namesAndValues[i + 1]));
    }
    return filled;
  }

  private String filled(String template, Item item) {
    return filled(
        template,
        "title",
        item.title(),
        "id",
        item.id(),
        "seller",
        item.seller(),
        "sales",
        item.sales(),
        "price",
        item.price().toPlainString(),
        "comma",
        item.price().toPlainString().replace('.', ','),
        "btc",
        String.format(Locale.ROOT, "%.5f", item.price().doubleValue() / 9_120),
        "xmr",
        String.format(Locale.ROOT, "%.4f", item.price().doubleValue() / 70),
        "from",
        item.origin().name(),
        "level",
        1 + item.sales() % 9,
        "stars",
        String.format(Locale.ROOT, "%.1f", 4 + item.sales() % 10 / 10.0),
        "percent",
        90 + item.sales() % 10,
        "number",
        700 + SELLERS.indexOf(item.seller()) * 13,
        "code",
        item.origin().code().toLowerCase(Locale.ROOT),
        "text",
        text());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int sentences = 3 + random.nextInt(6);
    for (int i = 0; i < sentences; i++) {
      text.append(
          switch (random.nextInt(4)) {
            case 0 -> "We send " + pick(WARES) + " every day but Sunday. ";
            case 1 ->
                "Orders of "
                    + pick(SIZES)
                    + " leave within "
                    + (1 + random.nextInt(3))
                    + " days.<br>";
            case 2 -> "Please read our profile before you order.<br>";
            default -> pick(SIZES) + " for $" + (10 + random.nextInt(300)) + "<br>";
          });
    }
    return text.toString();
  }

  private String framed(String title, String body) {
    String categories =
        switch (style) {
          case 0, 4 ->
              "<div class='list-group'><a class='list-group-item' href='/cat/1'>Fraud <span"
                  + " class='badge'>3120</span></a><a class='list-group-item' href='/cat/2'>Drugs &"
                  + " Chemicals <span class='badge'>14022</span></a><a class='list-group-item'"
                  + " href='/cat/3'>Cannabis <span class='badge'>4310</span></a><a"
                  + " class='list-group-item' href='/cat/4'>Stimulants <span"
                  + " class='badge'>2711</span></a></div>";
          case 1, 3 ->
              "<ul class='sidebar-categories'><li><a href='/category/drugs'>Drugs</a>"
                  + " (11021)</li><li><a href='/category/benzos'>Benzos</a> (412)</li><li><a"
                  + " href='/category/ecstasy'>Ecstasy</a> (900)</li></ul>";
          default ->
              "<table><tr><td><a href='?c=12'>Cannabis</a> [2310]</td></tr><tr><td><a"
                  + " href='?c=13'>Ecstasy</a> [902]</td></tr><tr><td><a href='?c=14'>Opiates</a>"
                  + " [77]</td></tr></table>";
        };
    String head =
        switch (style) {
          case 0 ->
              "<nav class='navbar navbar-default'><a href='/home'>Home</a> <a"
                  + " href='/messages'>Messages <span class='badge'>0</span></a> <a"
                  + " href='/orders'>Orders</a> <a href='/balance'>BTC 0.00000 / XMR 0.0000</a> <a"
                  + " href='/u/guest81'>guest81</a></nav><div class='well'>BTC $9,120.11 - XMR $70.02"
                  + " - LTC $44.91</div>";
          case 1 ->
              "<div class='topbar'><span>Welcome <a href='/user/guest81'>guest81</a></span> <span>Wallet:"
                  + " <b>£0.00</b></span> <span>1 BTC = £7,020.33</span></div><div class='alert"
                  + " alert-info'>2019-11-02: new mirrors are in the forum. Last login: 2 hours"
                  + " ago</div>";
          case 3 ->
              "<div class='header'><a href='/'>Start</a> <a href='/wallet'>$0.00</a> <a"
                  + " href='/vendors'>Vendors</a> <a href='/logout'>Log out</a></div>";
          default ->
              "<div>Hello <a href='?p=profile'>guest81</a> | Balance: 0.00000000 BTC (0.00 USD) |"
                  + " <a href='?p=logout'>Logout</a></div><div>1 BTC = 9120.11 USD | 1 EUR = 1.11"
                  + " USD</div>";
        };
    String featured =
        style % 2 == 0
            ? "<div><b>Featured</b><br><a href='/item/11'>5g Purple Kush</a> <b>$44.00</b><br><a"
                + " href='/item/12'>Xanax 2mg x20</a> <b>$51.00</b></div>"
            : "";
    return "<html><head><title>"
        + (style == 4 || style == 2 ? "Halyard Market" : title + " :: Halyard Market")
        + "</title></head><body>"
        + head
        + "<div class='container'><div class='row'><div class='col-md-3'>"
        + categories
        + featured
        + "</div><div class='col-md-9'>"
        + body
        + "</div></div></div><div class='footer'>Halyard Market 2019 <a"
        + " href='/support'>Support</a></div></body></html>";
  }

  private String ratings(String row) {
    StringBuilder rows = new StringBuilder();
    int count = 2 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      rows.append(
          filled(
              row,
              "comment",
              pick(COMMENTS),
              "buyer",
              "abcdefgh".charAt(random.nextInt(8)) + "***" + "rstuvw".charAt(random.nextInt(6)),
              "date",
              String.format(
                  Locale.ROOT, "2019-%02d-%02d", 1 + random.nextInt(9), 1 + random.nextInt(27)),
              "paid",
              5 + random.nextInt(400),
              "ago",
              (2 + random.nextInt(20)) + " days ago"));
    }
    return rows.toString();
  }

  private String single(Item item, List<Item> items) {
    StringBuilder similar = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      similar.append(row(items.get(20 + random.nextInt(20))));
    }
    return switch (style) {
      case 6 ->
          filled(
                  "<h1>View listing</h1><div class='box'><strong class='big'>{title}</strong><br>by <a"
                      + " href='/user.php?id={number}'>{seller}</a> <small>({sales} orders,"
                      + " {percent}%)</small></div><div class='box'><table><tr><td>Price per"
                      + " piece</td><td>{price} USD / {btc} BTC / {xmr}"
                      + " XMR</td></tr><tr><td>Shipping</td><td>{from} → Worldwide</td></tr><tr><td>Type of"
                      + " payment</td><td>Escrow (Multisig)</td></tr><tr><td>Pieces"
                      + " available</td><td>{sales}</td></tr></table><form><select><option>Tracked (3-7"
                      + " days) 4.00 USD</option></select><button>Purchase</button></form></div><div"
                      + " class='box'><h2>Description</h2>{text}</div><div"
                      + " class='box'><h2>Ratings</h2><table>{ratings}</table></div>",
                  item)
              .replace(
                  "{ratings}",
                  ratings(
                      "<tr><td>{date}</td><td>★★★★★</td><td>{comment}</td><td>{buyer}</td></tr>"));
      case 7 ->
          filled(
                  "<div class='product-page'><h2 class='product-name'>{title}</h2><div"
                      + " class='product-meta'><a class='vendor-link'"
                      + " href='/shop/{seller}'>{seller}</a> <img class='flag' src='/flags/{code}.png'"
                      + " title='{from}'></div><table"
                      + " class='tiers'><tr><th>Quantity</th><th>Price</th><th>Per"
                      + " unit</th></tr><tr><td>1</td><td>${price}</td><td>${price}</td></tr><tr><td>10</td><td>$9000.00</td><td>$900.00</td></tr></table><form"
                      + " action='/basket/add/{id}'><input name='amount' value='1'><button>Add to"
                      + " basket</button></form><div class='product-text'>{text}</div></div><h3>Related"
                      + " products</h3><div class='grid'>{similar}</div>",
                  item)
              .replace("{similar}", similar);
      case 8 ->
          filled(
              "<div class='c1'><div class='c2'>{title}</div><div class='c3'><span"
                  + " class='cur'>EUR</span> <span class='num'>{price}</span></div><div"
                  + " class='c4'><div>Vendor</div><div><a"
                  + " href='/m/{seller}'>{seller}</a></div></div><div"
                  + " class='c4'><div>Location</div><div>{from}</div></div><div"
                  + " class='c4'><div>Ships to</div><div>Worldwide</div></div><div"
                  + " class='c5'>{text}</div><a class='btn' href='/checkout/{id}'>Checkout</a></div>",
              item);
      case 9 ->
          filled(
              "<div class='ui segment'><h3 class='ui header'>{title}</h3><a class='ui label'"
                  + " href='/user/{seller}'>@{seller}</a> <span class='ui label'>Drugs</span> <span"
                  + " class='ui label'>{sales} reviews</span></div><table class='ui"
                  + " table'><thead><tr><th>Package</th><th>Ships from</th><th>Ships"
                  + " to</th><th>Price</th><th></th></tr></thead><tbody><tr><td>1"
                  + " unit</td><td>{from}</td><td>Worldwide</td><td>{price} USD</td><td><a"
                  + " href='/book/{id}/1'>Book</a></td></tr><tr><td>5"
                  + " units</td><td>{from}</td><td>Worldwide</td><td>9999.00 USD</td><td><a"
                  + " href='/book/{id}/2'>Book</a></td></tr></tbody></table><div class='ui"
                  + " segment'>{text}</div>",
              item);
      case 10 ->
          filled(
              "<center><b>{title}</b></center><p>Vendor: <a href='/?v={seller}'>{seller}</a> | Price:"
                  + " ${price} | From: {from} | To: Worldwide | Escrow: yes</p><pre>{text}</pre><p><a"
                  + " href='/?buy={id}'>BUY</a></p>",
              item);
      case 11 ->
          filled(
              "<h1>Halyard</h1><h2>Drugs / Cannabis</h2><h3>{title}</h3><table"
                  + " border='1'><tr><th>Vendor</th><th>Feedback</th><th>Price</th><th>Ships"
                  + " from</th><th>Stock</th></tr><tr><td><a"
                  + " href='/vendor.php?u={seller}'>{seller}</a></td><td>{percent}%</td><td>${price}<br>{btc}"
                  + " BTC</td><td>{from}</td><td>{sales}</td></tr></table><p>{text}</p><form><input"
                  + " type='submit' value='Buy'></form>",
              item);
      case 0 ->
          filled(
              "<ol class='breadcrumb'><li><a href='/cat/2'>Drugs & Chemicals</a></li><li><a"
                  + " href='/cat/3'>Cannabis</a></li></ol><div class='row'><div class='col-md-4'><img"
                  + " src='/i/{id}.jpg'></div><div class='col-md-8'><h2>{title}</h2><p>Sold by <a"
                  + " class='btn-link' href='/u/{seller}'>{seller}</a> - <b>{sales}</b> sold since Mar"
                  + " 03, 2019 <span class='label label-primary'>Vendor Level {level}</span> <span"
                  + " class='label label-success'>Trust Level 6</span></p><table"
                  + " class='table'><tr><th></th><th>Features</th><th></th><th>Features</th></tr><tr><td><b>Product"
                  + " class</b></td><td>Physical package</td><td><b>Origin"
                  + " country</b></td><td>{from}</td></tr><tr><td><b>Quantity"
                  + " left</b></td><td>Unlimited</td><td><b>Ships to</b></td><td>Worldwide, United"
                  + " States</td></tr><tr><td><b>Ends"
                  + " in</b></td><td>Never</td><td><b>Payment</b></td><td>Escrow</td></tr></table><form"
                  + " action='/buy/{id}'><select name='shipping'><option>Letter - 4 days - USD +3.00 /"
                  + " item</option><option>Express - 1 days - USD +15.00 /"
                  + " item</option></select><p>Purchase price: USD {price}</p>Qty: <input name='qty'"
                  + " value='1'><button>Buy Now</button></form><p>{btc} BTC / {xmr}"
                  + " XMR</p></div></div><ul class='nav nav-tabs'><li><a>Description</a></li><li><a"
                  + " href='/item/{id}/feedback'>Feedback</a></li><li><a"
                  + " href='/item/{id}/refund'>Refund Policy</a></li></ul><p>{text}</p>",
              item);
      case 1 ->
          filled(
                  "<div class='panel panel-default'><div class='panel-heading'><h3"
                      + " class='panel-title'>{title}</h3></div><div class='panel-body'><form"
                      + " class='form-horizontal' action='/listing/{id}/order'><div"
                      + " class='form-group'><label class='col-sm-3 control-label'>Vendor</label><div"
                      + " class='col-sm-9'><p class='form-control-static'><a"
                      + " href='/vendor/{seller}'>{seller}</a> ({sales}) ({stars}★)</p></div></div><div"
                      + " class='form-group'><label class='col-sm-3 control-label'>Shipping from</label><div"
                      + " class='col-sm-9'><p class='form-control-static'>{from}</p></div></div><div"
                      + " class='form-group'><label class='col-sm-3 control-label'>Shipping to</label><div"
                      + " class='col-sm-9'><p class='form-control-static'>Europe</p></div></div><div"
                      + " class='form-group'><label class='col-sm-3 control-label'>Price</label><div"
                      + " class='col-sm-9'><p class='form-control-static'>£{price} <small>({btc}"
                      + " BTC)</small></p></div></div><div class='form-group'><label class='col-sm-3"
                      + " control-label'>Amount</label><div class='col-sm-9'><select"
                      + " name='amount'><option>1 x £{price}</option><option>5 x"
                      + " £300.00</option><option>10 x £550.00</option></select></div></div><div"
                      + " class='form-group'><label class='col-sm-3"
                      + " control-label'>Postage</label><div class='col-sm-9'><select"
                      + " name='postage'><option>First class (£2.50)</option></select></div></div><button"
                      + " class='btn'>Order</button></form></div></div><div class='tabs'><h4>Product"
                      + " description</h4><div>{text}</div><h4>Feedback</h4><table"
                      + " class='table'><tr><th>Rating</th><th>Comment</th><th>Buyer</th><th>Date</th></tr>{ratings}</table></div><h4>More"
                      + " from this vendor</h4><table class='table table-striped'>{similar}</table>",
                  item)
              .replace(
                  "{ratings}",
                  ratings(
                      "<tr><td><span class='stars s5'>★★★★★</span></td><td>{comment}</td><td>{buyer}"
                          + " (£{paid})</td><td>{date}</td></tr>"))
              .replace("{similar}", similar);
      case 2 ->
          filled(
                  "<div style='font-size:20px;font-weight:bold'>{title}</div><div"
                      + " style='margin:5px'><span style='color:#888'>Vendor:</span> <a"
                      + " href='?p=vendor&n={seller}'>{seller}</a> <span"
                      + " style='color:green'>[{percent}%]</span></div><div style='margin:5px'><span"
                      + " style='color:#888'>Price:</span> <b>{price} USD</b> ({btc} BTC)</div><div"
                      + " style='margin:5px'><span style='color:#888'>Ships from:</span> {from}</div><div"
                      + " style='margin:5px'><span style='color:#888'>Ships to:</span>"
                      + " Worldwide</div><div style='margin:5px'><span"
                      + " style='color:#888'>Escrow:</span> Yes</div><form"
                      + " action='?p=buy&i={id}'><input name='n' value='1'><input type='submit' value='Add"
                      + " to cart'></form><div style='padding:9px'>{text}</div><div"
                      + " style='padding:9px'><b>Feedback</b>{ratings}</div>",
                  item)
              .replace(
                  "{ratings}",
                  ratings(
                      "<div style='border:1px solid'><span style='color:green'>5/5</span>"
                          + " <span>{comment}</span> <i>{ago}</i></div>"));
      case 3 ->
          filled(
                  "<div class='card'><div class='card-header'><h5 class='mb-0'>{title}</h5><a"
                      + " class='text-muted' href='/v/{seller}'>{seller} ({sales}) ({stars}★)</a></div><div"
                      + " class='card-body'><div class='row'><div class='col-4'><img"
                      + " src='/img/{id}'></div><div class='col-8'><div class='h4 text-success'>${price}</div><div"
                      + " class='text-muted'>฿{btc}</div><div title='Ships from'><i class='fa"
                      + " fa-plane'></i> {from}</div><div title='Ships to'><i class='fa fa-globe'></i>"
                      + " Worldwide</div><div title='Payment'><i class='fa fa-lock'></i>"
                      + " Escrow</div></div></div><form action='/order/{id}' method='post'><select"
                      + " name='ship'><option>Tracked +$9.00</option><option>Untracked"
                      + " +$4.00</option></select><button class='btn"
                      + " btn-primary'>Order</button></form></div></div><div class='card"
                      + " mt-3'><div class='card-body'><h6>About</h6>{text}</div></div><div class='card"
                      + " mt-3'><div class='card-body'><h6>Reviews</h6>{ratings}</div></div><h6>Similar"
                      + " listings</h6><div class='row'>{similar}</div>",
                  item)
              .replace(
                  "{ratings}",
                  ratings(
                      "<div class='media'><i class='fa fa-thumbs-up'></i><div"
                          + " class='media-body'>{comment}<br><small>{buyer},"
                          + " {date}</small></div></div>"))
              .replace("{similar}", similar);
      case 4 ->
          filled(
              "<div class='row'><div class='col-md-8'><h4>{title}</h4><dl"
                  + " class='dl-horizontal'><dt>Price</dt><dd>{comma} €</dd><dt>In"
                  + " crypto</dt><dd>{btc} BTC, {xmr} XMR</dd><dt>Dispatch"
                  + " from</dt><dd>{from}</dd><dt>Delivers to</dt><dd>European"
                  + " Union</dd><dt>Category</dt><dd>Drugs &gt; Cannabis</dd><dt>Minimum"
                  + " order</dt><dd>1</dd></dl><div class='tab-content'><div"
                  + " class='tab-pane'>{text}</div><div class='tab-pane'>No refunds once"
                  + " sent.</div></div></div><div class='col-md-4'><div class='panel"
                  + " panel-info'><div class='panel-heading'>Vendor information</div><div"
                  + " class='panel-body'><p><a href='/profile/{seller}'><strong>{seller}</strong></a></p><p>Level"
                  + " {level}</p><p>{sales} sales</p><p>Member since 04/2018</p><p><a"
                  + " href='/messages/new/{seller}'>Contact</a> <a"
                  + " href='/pgp/{seller}'>PGP</a></p></div></div><form action='/cart/add'><input"
                  + " type='hidden' name='id' value='{id}'><input name='quantity'><button>Add to"
                  + " cart</button></form></div></div>",
              item);
      default ->
          filled(
                  "<table width='100%'><tr><td bgcolor='#ddd' colspan='2'><font"
                      + " size='4'>{title}</font></td></tr><tr><td><img"
                      + " src='i.php?{id}'></td><td><table><tr><td>Sold by</td><td>: <a"
                      + " href='u.php?n={seller}'>{seller}</a> ({sales})</td></tr><tr><td>Item"
                      + " price</td><td>: <font color='red'>USD {price}</font> / BTC"
                      + " {btc}</td></tr><tr><td>Location</td><td>: {from}</td></tr><tr><td>Will ship"
                      + " to</td><td>: Worldwide</td></tr><tr><td>Shipping fee</td><td>: USD"
                      + " 5.00</td></tr></table></td></tr><tr><td colspan='2'>{text}</td></tr></table><a"
                      + " href='order.php?i={id}'>[ Order now ]</a><table><tr><td>Rate</td><td>Feedback"
                      + " message</td><td>Freshness</td></tr>{ratings}</table>",
                  item)
              .replace("{ratings}", ratings("<tr><td>5</td><td>{comment}</td><td>{ago}</td></tr>"));
    };
  }

  private String list(List<Item> items) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      String row = row(items.get(i));
      // The third market sets three wares into each row of a table.
      rows.append(style == 2 && i % 3 == 0 ? "<tr>" : "")
          .append(row)
          .append(style == 2 && i % 3 == 2 ? "</tr>" : "");
    }
    return switch (style) {
      case 0 -> "<h4>Search results</h4><div class='results'>" + rows + "</div>";
      case 1 ->
          "<table class='table"
              + " table-striped'><tr><th></th><th>Title</th><th>Vendor</th><th>Price</th><th>Ships</th></tr>"
              + rows
              + "</table><ul class='pagination'><li><a href='?page=1'>1</a></li><li><a"
              + " href='?page=2'>2</a></li></ul>";
      case 3, 7, 8 -> "<div class='row'>" + rows + "</div>";
      case 9 -> "<div class='ui cards'>" + rows + "</div>";
      case 10 -> "<div>" + rows + "</div>";
      case 4 ->
          "<table class='table'><thead><tr><th>Product</th><th>Seller</th><th>Ship"
              + " from</th><th>Price</th></tr></thead><tbody>"
              + rows
              + "</tbody></table>";
      default -> "<table width='100%'>" + rows + "</table><a href='?page=2'>Next</a>";
    };
  }

  private String row(Item item) {
    return filled(
        switch (style) {
          case 6 ->
              "<tr><td><img src='/p/{id}'></td><td><a href='/listing.php?id={id}'>{title}</a><br>{from}"
                  + " → Worldwide</td><td><a href='/user.php?id={number}'>{seller}</a><br>({sales}"
                  + " orders, {percent}%)</td><td>{price} USD<br>{btc} BTC</td></tr>";
          case 7 ->
              "<div class='tile'><a class='name' href='/product/{id}'>{title}</a><div"
                  + " class='seller'>{seller} <img class='flag' src='/flags/{code}.png'"
                  + " title='{from}'></div><div class='cost'>${price}</div></div>";
          case 8 ->
              "<div class='c7'><a class='c8' href='/l/{id}'>{title}</a><div class='c9'>EUR"
                  + " {price}</div><div class='c9'><a href='/m/{seller}'>{seller}</a></div><div"
                  + " class='c9'>{from}</div></div>";
          case 9 ->
              "<div class='card'><div class='content'><a class='header'"
                  + " href='/item/{id}'>{title}</a><div class='meta'><a"
                  + " href='/user/{seller}'>@{seller}</a></div><div class='description'>{from} -"
                  + " Worldwide</div></div><div class='extra content'>{price} USD</div></div>";
          case 10 ->
              "<p><a href='/?i={id}'>{title}</a><br>Vendor: <a href='/?v={seller}'>{seller}</a> |"
                  + " Price: ${price} | From: {from}</p>";
          case 11 ->
              "<tr><td><a href='/item.php?i={id}'>{title}</a></td><td><a"
                  + " href='/vendor.php?u={seller}'>{seller}</a></td><td>${price}<br>{btc}"
                  + " BTC</td><td>{from}</td></tr>";
          case 0 ->
              "<div class='row result'><div class='col-md-2'><a href='/item/{id}'><img"
                  + " src='/i/{id}.jpg'></a></div><div class='col-md-7'><a class='bold'"
                  + " href='/item/{id}'>{title}</a><p>Item # {id} - Drugs & Chemicals / Cannabis - <a"
                  + " href='/u/{seller}'>{seller} ({sales})</a></p><p>Views: 812 / Bids: Fixed"
                  + " price<br>Quantity left: Unlimited</p><p>Ships from: {from}</p></div><div"
                  + " class='col-md-3'><p class='bold'>USD {price}</p><p>({btc} BTC)</p><p"
                  + " class='small'>[4% fee]</p></div></div>";
          case 1 ->
              "<tr><td><img src='/t/{id}'></td><td><a href='/listing/{id}'>{title}</a></td><td><a"
                  + " href='/vendor/{seller}'>{seller}</a> ({stars}★)</td><td>£{price}<br><small>{btc}"
                  + " BTC</small></td><td>{from} → Europe</td></tr>";
          case 2 ->
              "<td style='width:33%'><a href='?p=item&i={id}'>{title}</a><br><b>{price} USD</b><br>by"
                  + " <a href='?p=vendor&n={seller}'>{seller}</a><br>from {from}</td>";
          case 3 ->
              "<div class='col-4'><div class='card'><img src='/img/{id}'><div class='card-body'><a"
                  + " class='card-link' href='/listing/{id}'>{title}</a><div class='text-muted'><a"
                  + " href='/v/{seller}'>{seller} ({sales})</a></div><div title='Ships from'><i"
                  + " class='fa fa-plane'></i> {from}</div></div><div"
                  + " class='card-footer'>${price}</div></div></div>";
          case 4 ->
              "<tr><td><a href='/product/{id}'>{title}</a><br><small>Drugs &gt;"
                  + " Cannabis</small></td><td><a"
                  + " href='/profile/{seller}'>{seller}</a><br><small>Level"
                  + " {level}</small></td><td>{from}</td><td>{comma} €</td></tr>";
          default ->
              "<tr><td><img src='i.php?{id}'></td><td><a href='item.php?i={id}'>{title}</a><br><font"
                  + " size='1'>Vendor: <a href='u.php?n={seller}'>{seller}</a> ({sales})<br>Location:"
                  + " {from}</font></td><td>USD {price}<br>BTC {btc}</td></tr>";
        },
        item);
  }

  private String seller(String name) {
    return filled(
        "<h3>{name}</h3><table class='table'><tr><td>Member since</td><td>2018-04-11</td></tr><tr><td>Last"
            + " seen</td><td>2019-11-0"
            + (1 + random.nextInt(8))
            + "</td></tr><tr><td>Total sales</td><td>"
            + random.nextInt(2_000)
            + "</td></tr></table><h4>About</h4><p>"
            + text()
            + "</p><h4>Feedback</h4><table><tr><th>Comment</th><th>Buyer</th><th>Date</th></tr>"
            + ratings("<tr><td>{comment}</td><td>{buyer}</td><td>{date}</td></tr>")
            + "</table>",
        "name",
        name);
  }

  private static String index() {
    StringBuilder index = new StringBuilder();
    for (String category :
        List.of("Cannabis", "Stimulants", "Ecstasy", "Opioids", "Psychedelics", "Benzos")) {
      index
          .append("<div class='card'><h5><a href='/cat/")
          .append(category.toLowerCase(Locale.ROOT))
          .append("'>")
          .append(category)
          .append("</a></h5><p><a href='/cat/")
          .append(category.toLowerCase(Locale.ROOT))
          .append("/all'>Browse all</a> 812 listings</p></div>");
    }
    return index.toString();
  }
}

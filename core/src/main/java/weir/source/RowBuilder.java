package weir.source;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.account.Account;
import weir.feedback.Feedback;
import weir.listing.Listing;
import weir.listing.Offer;
import weir.listing.OfferKind;
import weir.listing.PriceTable;
import weir.listing.Tier;
import weir.masking.Masker;
import weir.money.Money;
import weir.money.Price;
import weir.money.PriceReader;
import weir.place.PlaceReader;
import weir.post.Post;
import weir.quantity.Amount;
import weir.quantity.QuantityReader;
import weir.row.ColumnType;
import weir.row.Row;
import weir.site.Link;
import weir.site.Site;
import weir.source.Profile.RecordShape;
import weir.substance.Mention;
import weir.substance.NamedSpan;
import weir.substance.Naming;
import weir.substance.SubstanceNamer;

/** Gives masked texts their meaning: numbers, money, amounts, places, substances; rows. */
final class RowBuilder {

  /** What all records of a page share. */
  static final class Context {
    private final Profile profile;
    private final String digest;
    private final Moments.@Nullable Said captured;
    private final Problems problems;

    /** How often each made-up id of a rating was given out on this page. */
    private final Map<String, Integer> givenOut = new HashMap<>();

    Context(Profile profile, String digest, Moments.@Nullable Said captured, Problems problems) {
      this.profile = profile;
      this.digest = digest;
      this.captured = captured;
      this.problems = problems;
    }

    Profile profile() {
      return profile;
    }

    String digest() {
      return digest;
    }

    @Nullable Instant capturedAt() {
      return captured == null ? null : captured.at();
    }

    Problems problems() {
      return problems;
    }
  }

  private final SubstanceNamer namer;
  private final Masker masker;
  private final Memo<NamingKey, Naming> namings = new Memo<>();
  private final Memo<String, Optional<Amount>> amounts = new Memo<>();
  private final Memo<String, Optional<String>> origins = new Memo<>();
  private final Memo<List<String>, List<String>> destinations = new Memo<>();

  private final Memo<Printed, List<Price>> prices = new Memo<>();
  private final Memo<Printed, List<Tier>> priceTables = new Memo<>();

  private record Printed(String text, @Nullable String currency) {}

  private record NamingKey(
      @Nullable String title, @Nullable String description, @Nullable List<String> category) {}

  RowBuilder(SubstanceNamer namer, Masker masker) {
    this.namer = namer;
    this.masker = masker;
  }

  /** Builds the rows of one record; none, with a problem noted, when it lacks what it must have. */
  void build(RecordShape shape, RawRecord raw, Context context, Consumer<Row> out) {
    Fields fields = new Fields(raw, context, prices);
    switch (shape.table()) {
      case LISTING -> listing(fields, out);
      case OFFER -> offer(fields, out);
      case FEEDBACK -> feedback(fields, out);
      case ACCOUNT -> account(fields, out);
      case POST -> post(fields, shape.priceLines(), out);
      case SITE -> site(fields, out);
      case CAPTURE,
          MENTION,
          REFUSAL,
          SOURCE_PERIOD,
          RATE,
          ANALYSIS,
          INTERCEPTION,
          SERIES,
          HARM,
          SIGNAL,
          EFFORT ->
          throw new IllegalArgumentException("Profiles do not fill " + shape.table());
    }
  }

  private void listing(Fields fields, Consumer<Row> out) {
    String title = fields.text("title");
    String id = fields.id("listing_id", title);
    if (id == null) {
      return;
    }
    String source = fields.source();
    String description = fields.text("description");
    List<String> category = fields.list("category");
    Asked asked = asked(fields);
    Amount amount = amount(fields, title);
    Naming naming =
        namings.get(
            new NamingKey(title, description, category),
            key -> namer.name(key.title(), key.description(), key.category()));
    String substance = fields.text("substance");
    String substanceClass = fields.text("substance_class");
    Double confidence = fields.real("substance_confidence");
    if (substance == null && substanceClass == null) {
      substance = naming.substance();
      substanceClass = naming.substanceClass();
      confidence = naming.confidence();
    }
    String offerKind = fields.text("offer_kind");
    out.accept(
        new Listing(
            source,
            id,
            fields.moment("captured_at", fields.context.capturedAt()),
            fields.text("account"),
            title,
            description,
            category,
            offerKind == null ? naming.offerKind().word() : offerKind(fields, offerKind),
            asked.shown(),
            asked.amount(),
            asked.currency(),
            amount == null ? null : amount.value(),
            amount == null ? null : amount.unit(),
            or(fields.real("grams"), amount == null ? null : amount.grams()),
            or(fields.real("units"), amount == null ? null : amount.units()),
            substance,
            substanceClass,
            confidence,
            origin(fields),
            destinations(fields),
            fields.integer("stock"),
            fields.integer("stock_pending"),
            fields.integer("sold_count"),
            fields.share("rating"),
            fields.integer("feedback_count"),
            fields.truth("escrow"),
            fields.list("payments"),
            fields.context.digest(),
            fields.raw.locator()));
    tiers(fields, source, id, title, asked.currency(), out);
    for (NamedSpan span : naming.mentions()) {
      out.accept(
          new Mention(
              source,
              "listing",
              id,
              fields.context.digest(),
              "title",
              span.start(),
              span.end(),
              span.surface(),
              span.substance(),
              span.substanceClass(),
              span.confidence(),
              span.how()));
    }
  }

  /** The rows of a price table that stands in the title; one priced amount is no table. */
  private void tiers(
      Fields fields,
      String source,
      String id,
      @Nullable String title,
      @Nullable String currency,
      Consumer<Row> out) {
    List<Tier> tiers =
        title == null
            ? List.of()
            : priceTables.get(
                new Printed(title, currency),
                printed -> PriceTable.read(printed.text(), printed.currency()));
    if (title == null || tiers.size() < 2) {
      return;
    }
    for (Tier tier : tiers) {
      out.accept(
          new Offer(
              source,
              id,
              fields.moment("captured_at", fields.context.capturedAt()),
              "tier",
              title.substring(tier.start(), tier.end()),
              tier.price().amount(),
              tier.price().currency(),
              tier.amount().grams(),
              tier.amount().units(),
              null,
              fields.context.digest(),
              fields.raw.locator()));
    }
  }

  private static @Nullable Double or(@Nullable Double first, @Nullable Double second) {
    return first == null ? second : first;
  }

  private static String offerKind(Fields fields, String word) {
    for (OfferKind kind : OfferKind.values()) {
      if (kind.word().equalsIgnoreCase(word)) {
        return kind.word();
      }
    }
    fields.problem(
        "unreadable-value", "offer_kind", word, "is no kind of offer", "Map it under 'words:'.");
    return OfferKind.OTHER.word();
  }

  /** What the page asks: every price as printed, and the first one as money. */
  private record Asked(
      @Nullable List<String> shown, @Nullable BigDecimal amount, @Nullable String currency) {}

  private static Asked asked(Fields fields) {
    BigDecimal plainAmount = fields.decimal("price_amount");
    String plainCurrency = fields.text("price_currency");
    if (plainAmount != null && plainCurrency != null) {
      List<String> shown = fields.list("prices_shown");
      String currency = plainCurrency.toUpperCase(Locale.ROOT);
      return new Asked(
          shown == null ? List.of(plainAmount.toPlainString() + " " + currency) : shown,
          plainAmount,
          currency);
    }
    List<String> shown = new ArrayList<>();
    Money first = null;
    for (RawRecord.Value value : fields.raw.values("price")) {
      for (Money money : fields.monies(value)) {
        String price = money.amount().toPlainString() + " " + money.currency();
        if (!shown.contains(price)) {
          shown.add(price);
        }
        first = first == null ? money : first;
      }
    }
    return new Asked(
        shown.isEmpty() ? null : shown,
        first == null ? null : first.amount(),
        first == null ? null : first.currency());
  }

  /**
   * What one purchase buys. The site's own quantity counts first; but a title that counts doses and
   * names no mass wins over a mass, since sites that ask for grams alone get "5 g" for five pieces.
   */
  private @Nullable Amount amount(Fields fields, @Nullable String title) {
    Double value = fields.real("quantity_value");
    String unit = fields.text("quantity_unit");
    if (value != null && unit != null) {
      String printed = BigDecimal.valueOf(value).toPlainString() + " " + unit;
      return amounts
          .get(printed, QuantityReader::amount)
          .orElse(new Amount(value, unit, null, null));
    }
    Amount titled = title == null ? null : amounts.get(title, QuantityReader::amount).orElse(null);
    String printed = fields.text("quantity");
    Amount said =
        printed == null ? null : amounts.get(printed, QuantityReader::amount).orElse(null);
    if (said == null) {
      return titled;
    }
    boolean titleCountsDoses = titled != null && titled.units() != null && titled.grams() == null;
    return titleCountsDoses && said.grams() != null ? titled : said;
  }

  private @Nullable String origin(Fields fields) {
    String text = fields.text("ships_from");
    return text == null ? null : origins.get(text, PlaceReader::origin).orElse(null);
  }

  private @Nullable List<String> destinations(Fields fields) {
    List<String> texts = fields.list("ships_to");
    if (texts == null) {
      return null;
    }
    List<String> codes = destinations.get(texts, PlaceReader::destinations);
    return codes.isEmpty() ? null : codes;
  }

  private void offer(Fields fields, Consumer<Row> out) {
    String label = fields.text("label");
    String id = fields.id("listing_id", label);
    if (id == null) {
      return;
    }
    Money price = fields.firstMoney("price");
    Amount amount = amount(fields, label);
    String kind = fields.text("kind");
    out.accept(
        new Offer(
            fields.source(),
            id,
            fields.moment("captured_at", fields.context.capturedAt()),
            kind == null ? "tier" : kind,
            label,
            price == null ? null : price.amount(),
            price == null ? null : price.currency(),
            amount == null ? null : amount.grams(),
            amount == null ? null : amount.units(),
            fields.integer("days"),
            fields.context.digest(),
            fields.raw.locator()));
  }

  private static void feedback(Fields fields, Consumer<Row> out) {
    String text = fields.text("text");
    Double rating = fields.share("rating");
    Fields.Moment given = fields.said("given_at");
    if (text == null && given == null && (rating == null || rating == 0)) {
      return; // a header row, or an empty one
    }
    String id = fields.ratingId(text);
    if (id == null) {
      return;
    }
    Money amount = fields.firstMoney("amount");
    out.accept(
        new Feedback(
            fields.source(),
            id,
            fields.text("account"),
            fields.text("listing_id"),
            fields.moment("captured_at", fields.context.capturedAt()),
            given == null ? null : given.at(),
            given == null ? null : given.precision(),
            rating,
            text,
            amount == null ? null : amount.amount(),
            amount == null ? null : amount.currency(),
            fields.context.digest(),
            fields.raw.locator()));
  }

  /** Ratings claimed from other markets; a market without any figure claims none. */
  private record Elsewhere(@Nullable List<String> markets, @Nullable List<String> ratings) {
    static Elsewhere of(Fields fields) {
      List<String> markets = fields.list("other_markets");
      List<String> ratings = fields.list("other_ratings");
      if (ratings != null
          && ratings.stream().noneMatch(r -> r.chars().anyMatch(Character::isDigit))) {
        return new Elsewhere(null, null);
      }
      return new Elsewhere(markets, ratings);
    }
  }

  private static void account(Fields fields, Consumer<Row> out) {
    String account = fields.id("account", null);
    if (account == null) {
      return;
    }
    Elsewhere elsewhere = Elsewhere.of(fields);
    out.accept(
        new Account(
            fields.source(),
            account,
            fields.moment("captured_at", fields.context.capturedAt()),
            fields.day("joined_on"),
            fields.day("last_seen_on"),
            fields.integer("sales_count"),
            fields.share("rating"),
            fields.integer("feedback_count"),
            fields.integer("trust_level"),
            fields.integer("disputes_won"),
            fields.integer("disputes_lost"),
            fields.truth("finalizes_early"),
            elsewhere.markets(),
            elsewhere.ratings(),
            fields.tokens("key", "key"),
            fields.tokens(
                "contact",
                "email",
                "phone",
                "handle",
                "invitation",
                "wallet",
                "onion",
                "i2p",
                "contact"),
            fields.text("text"),
            fields.context.digest(),
            fields.raw.locator()));
  }

  private void post(Fields fields, boolean priceLines, Consumer<Row> out) {
    String printed = fields.text("text");
    String title = fields.text("title");
    String id = fields.id("post_id", printed == null ? title : printed);
    if (id == null) {
      return;
    }
    OwnWords words = printed == null ? null : OwnWords.of(printed);
    String text = words == null || words.own().isEmpty() ? null : words.own();
    List<String> quoted = fields.list("quoted");
    if (words != null && words.quoted() != null) {
      List<String> all = new ArrayList<>(quoted == null ? List.of() : quoted);
      all.add(words.quoted());
      quoted = all;
    }
    String author = fields.text("author");
    String forwarded = fields.text("forwarded_from");
    Fields.Moment posted = fields.said("posted_at");
    Fields.Moment edited = fields.said("edited_at");
    out.accept(
        new Post(
            fields.source(),
            fields.text("thread"),
            id,
            fields.text("replies_to"),
            author == null ? null : authorDigest(author),
            forwarded == null ? null : authorDigest(forwarded),
            fields.moment("captured_at", fields.context.capturedAt()),
            posted == null ? null : posted.at(),
            posted == null ? null : posted.precision(),
            edited == null ? null : edited.at(),
            title,
            text,
            quoted == null ? null : String.join("\n\n", quoted),
            hosts(fields, "links"),
            fields.list("media"),
            fields.list("indicators"),
            fields.context.digest(),
            fields.raw.locator()));
    mentions(fields, id, "title", title, out);
    mentions(fields, id, "text", text, out);
    if (priceLines && text != null) {
      priceLines(fields, id, author, posted == null ? null : posted.at(), text, out);
    }
  }

  private void mentions(
      Fields fields, String id, String field, @Nullable String text, Consumer<Row> out) {
    if (text == null) {
      return;
    }
    String looked = text.length() > LONGEST_NAMED ? text.substring(0, LONGEST_NAMED) : text;
    // Line by line, as names stand beside their own amounts; offsets are those of the whole.
    int start = 0;
    while (start < looked.length()) {
      int end = looked.indexOf('\n', start);
      end = end < 0 ? looked.length() : end;
      for (NamedSpan span : named(looked.substring(start, end))) {
        out.accept(
            new Mention(
                fields.source(),
                "post",
                id,
                fields.context.digest(),
                field,
                start + span.start(),
                start + span.end(),
                span.surface(),
                span.substance(),
                span.substanceClass(),
                span.confidence(),
                span.how()));
      }
      start = end + 1;
    }
  }

  /** Names in a line; also in words that are written into one, such as {@code CialisViagra}. */
  private List<NamedSpan> named(String line) {
    List<NamedSpan> spans = namer.mentions(line);
    if (!isJoined(line)) {
      return spans;
    }
    List<NamedSpan> all = new ArrayList<>(spans);
    for (int from = 0; from < line.length(); ) {
      int to = from + 1;
      while (to < line.length() && !joint(line, to)) {
        to++;
      }
      boolean whole =
          (from == 0 || !joint(line, from)) && (to == line.length() || !joint(line, to));
      String piece = line.substring(from, to);
      for (NamedSpan span : whole ? List.<NamedSpan>of() : namer.mentions(piece)) {
        int at = from;
        boolean further =
            spans.stream()
                .noneMatch(s -> s.start() < at + span.end() && at + span.start() < s.end());
        if (further) {
          all.add(
              new NamedSpan(
                  at + span.start(),
                  at + span.end(),
                  span.surface(),
                  span.substance(),
                  span.substanceClass(),
                  span.confidence(),
                  span.how() + "+joined"));
        }
      }
      from = to;
    }
    return all;
  }

  private static boolean isJoined(String line) {
    for (int i = 1; i < line.length(); i++) {
      if (joint(line, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a capital stands right behind a small letter. */
  private static boolean joint(String line, int at) {
    return Character.isUpperCase(line.charAt(at)) && Character.isLowerCase(line.charAt(at - 1));
  }

  /** Longer posts are looked at for names to here only, in UTF-16 units. */
  private static final int LONGEST_NAMED = 200_000;

  /**
   * Listings that a post's lines make: each line that names a substance and a price, or names one
   * and stands over lines of amounts with prices. They were asked for when the post was written.
   */
  private void priceLines(
      Fields fields,
      String postId,
      @Nullable String author,
      @Nullable Instant posted,
      String text,
      Consumer<Row> out) {
    Instant at =
        posted == null ? fields.moment("captured_at", fields.context.capturedAt()) : posted;
    for (PriceLines.Entry entry :
        PriceLines.read(text, fields.context.profile().currency(), namer)) {
      String id = postId + "/" + entry.line();
      Tier first = entry.tiers().getFirst();
      Naming naming = entry.naming();
      String title = entry.title();
      out.accept(
          new Listing(
              fields.source(),
              id,
              at,
              author == null ? null : "author:" + authorDigest(author),
              title,
              null,
              null,
              naming.offerKind().word(),
              entry.tiers().stream()
                  .map(
                      tier -> tier.price().amount().toPlainString() + " " + tier.price().currency())
                  .distinct()
                  .toList(),
              first.price().amount(),
              first.price().currency(),
              first.amount().value(),
              first.amount().unit(),
              first.amount().grams(),
              first.amount().units(),
              naming.substance(),
              naming.substanceClass(),
              naming.confidence(),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              fields.context.digest(),
              fields.raw.locator()));
      for (Tier tier : entry.tiers().size() < 2 ? List.<Tier>of() : entry.tiers()) {
        out.accept(
            new Offer(
                fields.source(),
                id,
                at,
                "tier",
                null,
                tier.price().amount(),
                tier.price().currency(),
                tier.amount().grams(),
                tier.amount().units(),
                null,
                fields.context.digest(),
                fields.raw.locator()));
      }
    }
  }

  /** The hosts that a field's links name, each once; null for none. */
  private @Nullable List<String> hosts(Fields fields, String field) {
    Set<String> hosts = new LinkedHashSet<>();
    for (RawRecord.Value value : fields.raw.values(field)) {
      String address = value.text();
      boolean whole = address.contains("//") || address.startsWith("www.");
      Optional<Link> link = Link.of(address);
      if (link.isPresent()) {
        hosts.add(host(link.get().host()));
        link.get().leadsTo().forEach(next -> hosts.add(host(next)));
      } else if (!whole && address.indexOf('/') < 0 && address.indexOf('.') > 0) {
        hosts.add(host(address)); // a host already
      }
      hosts.addAll(Fields.tokensIn(address, "onion", "i2p"));
      if (hosts.size() >= MOST_HOSTS) {
        break;
      }
    }
    return hosts.isEmpty() ? null : List.copyOf(hosts);
  }

  private static final int MOST_HOSTS = 1_000;

  /** A host as it is kept: addresses of Tor and I2P as digests, so that no row shows a live one. */
  private String host(String printed) {
    List<String> masked = Fields.tokensIn(printed, "contact");
    if (!masked.isEmpty()) {
      return masked.getFirst();
    }
    Optional<Link> link = Link.of(printed);
    List<String> hidden = Fields.tokensIn(printed, "onion", "i2p");
    if (link.isEmpty() && !hidden.isEmpty()) {
      return hidden.getFirst();
    }
    String host = link.map(Link::host).orElse(printed.toLowerCase(Locale.ROOT));
    if (host.endsWith(".onion")) {
      return "onion:" + masker.digest(host);
    }
    return host.endsWith(".i2p") ? "i2p:" + masker.digest(host) : host;
  }

  /** An author is a digest whether or not the profile's mask names the place. */
  private String authorDigest(String author) {
    List<String> tokens = Fields.tokensIn(author, "author");
    return tokens.isEmpty()
        ? masker.digest(author)
        : tokens.getFirst().substring("author:".length());
  }

  private void site(Fields fields, Consumer<Row> out) {
    String printed = fields.id("host", null);
    if (printed == null) {
      return;
    }
    String host = host(printed);
    Fields.Moment seen = fields.said("last_seen_at");
    out.accept(
        new Site(
            fields.source(),
            host,
            fields.moment("captured_at", fields.context.capturedAt()),
            fields.text("kind"),
            fields.text("name"),
            fields.list("indicators"),
            null,
            hosts(fields, "outlinks"),
            hosts(fields, "redirects"),
            fields.text("status"),
            seen == null ? null : seen.at(),
            fields.context.digest(),
            fields.raw.locator()));
  }

  /** The fields of one record, read as types. What cannot be read is null and noted. */
  private static final class Fields {

    private static final Pattern SCIENTIFIC =
        Pattern.compile("\\d{1,12}(\\.\\d{1,12})?[eE][-+]?\\d{1,2}");

    record Moment(Instant at, String precision) {}

    private final RawRecord raw;
    private final Context context;
    private final Memo<Printed, List<Price>> prices;

    Fields(RawRecord raw, Context context, Memo<Printed, List<Price>> prices) {
      this.raw = raw;
      this.context = context;
      this.prices = prices;
    }

    @Nullable String text(String field) {
      List<RawRecord.Value> values = raw.values(field);
      return values.isEmpty() ? null : values.getFirst().text();
    }

    @Nullable List<String> list(String field) {
      List<RawRecord.Value> values = raw.values(field);
      return values.isEmpty() ? null : values.stream().map(RawRecord.Value::text).toList();
    }

    String source() {
      String source = text("source");
      return source == null ? context.profile().source() : source;
    }

    @Nullable String id(String field, @Nullable String whatElse) {
      String id = text(field);
      return id == null ? noId(field, whatElse) : id;
    }

    private @Nullable String noId(String field, @Nullable String whatElse) {
      problem(
          "no-id",
          field,
          whatElse == null ? "(nothing)" : whatElse,
          "is missing: the record cannot be told from others",
          "Say in the profile where it stands, or make one: '%s: {digest: [title, account]}'."
              .formatted(field));
      return null;
    }

    /**
     * The id of a rating. One that is made of the rating's own words counts its likes: the second
     * "great" for the same sum is another rating, not the first again.
     */
    @Nullable String ratingId(@Nullable String text) {
      List<RawRecord.Value> values = raw.values("feedback_id");
      if (values.isEmpty()) {
        return noId("feedback_id", text);
      }
      String id = values.getFirst().text();
      if (!(values.getFirst().rule().from() instanceof Profile.From.Digest)) {
        return id;
      }
      int nth = context.givenOut.merge(id, 1, Integer::sum);
      return nth == 1 ? id : id + "-" + nth;
    }

    @Nullable Money firstMoney(String field) {
      for (RawRecord.Value value : raw.values(field)) {
        List<Money> monies = monies(value);
        if (!monies.isEmpty()) {
          return monies.getFirst();
        }
      }
      return null;
    }

    /** Every price in a text, such as the one in bitcoin and the one in euros beside it. */
    List<Money> monies(RawRecord.Value value) {
      String currency = value.rule().currency();
      if (currency != null && currency.length() == 3) {
        if (isPlainNumber(value.text())) {
          return List.of(new Money(new BigDecimal(value.text()), currency));
        }
        if (SCIENTIFIC.matches(value.text())) { // as programs write small amounts of bitcoin
          BigDecimal amount =
              new BigDecimal(value.text()).setScale(ColumnType.MONEY_SCALE, RoundingMode.HALF_EVEN);
          return List.of(new Money(amount, currency));
        }
      }
      List<Price> read =
          prices.get(
              new Printed(value.text(), currency == null ? context.profile().currency() : currency),
              printed -> PriceReader.read(printed.text(), printed.currency()));
      if (read.isEmpty()) {
        problem(
            "unreadable-price",
            "price",
            value.text(),
            PriceReader.statesRange(value.text(), currency)
                ? "is a range of prices"
                : "is no price",
            "Kept as unknown. Map the word to '' under 'words:' to accept it.");
        return List.of();
      }
      List<Money> monies = new ArrayList<>(read.size());
      for (Price price : read) {
        Money money = price.money();
        if (money.amount().precision() - money.amount().scale()
            > ColumnType.MONEY_PRECISION - ColumnType.MONEY_SCALE) {
          problem(
              "unreadable-price", "price", value.text(), "is beyond any price", "Kept as unknown.");
          continue;
        }
        monies.add(
            money.amount().scale() > ColumnType.MONEY_SCALE
                ? new Money(
                    money.amount().setScale(ColumnType.MONEY_SCALE, RoundingMode.HALF_EVEN),
                    money.currency())
                : money);
      }
      return monies;
    }

    /** Digits with at most one point, as tables print amounts: no reading of signs is needed. */
    private static boolean isPlainNumber(String text) {
      int point = -1;
      int length = text.length();
      if (length == 0 || length > 16) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        char c = text.charAt(i);
        if (c == '.' && point < 0) {
          point = i;
        } else if (c < '0' || c > '9') {
          return false;
        }
      }
      // Eight digits after the point are kept; "1.234" could be a thousand in other places.
      return point != 0
          && point != length - 1
          && (point < 0 || length - point <= ColumnType.MONEY_SCALE + 1)
          && (point < 0 || length - point != 4 || text.charAt(0) == '0');
    }

    @Nullable Long integer(String field) {
      List<RawRecord.Value> values = raw.values(field);
      if (values.isEmpty()) {
        return null;
      }
      long sum = 0;
      for (RawRecord.Value value : values) {
        Optional<Long> number = Numbers.integer(value.text());
        if (number.isEmpty()) {
          problem(
              "unreadable-number",
              field,
              value.text(),
              "is no count",
              "Kept as unknown. Map the word under 'words:' to accept it.");
          return null;
        }
        if (!value.rule().sum()) {
          return number.get();
        }
        sum += number.get();
      }
      return sum;
    }

    @Nullable BigDecimal decimal(String field) {
      return decimal(field, raw.values(field));
    }

    private @Nullable BigDecimal decimal(String field, List<RawRecord.Value> values) {
      if (values.isEmpty()) {
        return null;
      }
      Optional<BigDecimal> number = Numbers.decimal(values.getFirst().text());
      if (number.isEmpty()) {
        problem(
            "unreadable-number",
            field,
            values.getFirst().text(),
            "is no number",
            "Kept as unknown.");
      }
      return number.orElse(null);
    }

    @Nullable Double real(String field) {
      BigDecimal number = decimal(field);
      return number == null ? null : number.doubleValue();
    }

    /** A rating as a share of the full mark. */
    @Nullable Double share(String field) {
      List<RawRecord.Value> values = raw.values(field);
      if (values.isEmpty()) {
        return null;
      }
      Double scale = values.getFirst().rule().scale();
      BigDecimal number = decimal(field, values);
      if (number == null) {
        return null;
      }
      double share = share(number, scale);
      if (share < 0 || share > 1) {
        problem(
            "unreadable-number",
            field,
            values.getFirst().text(),
            "lies outside 0 and the full mark",
            "Set 'scale:' to the full mark.");
        return null;
      }
      return share;
    }

    /** Digits that a double holds exactly, scaled or not. */
    private static final int EXACT_DIGITS = 15;

    private static double share(BigDecimal number, @Nullable Double scale) {
      if (scale == null) {
        return number.doubleValue();
      }
      if (scale == 5 && number.precision() < EXACT_DIGITS) {
        return number.multiply(FIFTH).doubleValue(); // the same, without a division
      }
      return number.divide(BigDecimal.valueOf(scale), MathContext.DECIMAL64).doubleValue();
    }

    private static final BigDecimal FIFTH = new BigDecimal("0.2");

    @Nullable Boolean truth(String field) {
      String text = text(field);
      if (text == null) {
        return null;
      }
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "yes", "1" -> true;
        case "false", "no", "0" -> false;
        default -> {
          problem(
              "unreadable-value", field, text, "is neither yes nor no", "Map it under 'words:'.");
          yield null;
        }
      };
    }

    @Nullable Moment said(String field) {
      return said(field, raw.values(field));
    }

    private @Nullable Moment said(String field, List<RawRecord.Value> values) {
      for (RawRecord.Value value : values) {
        Optional<Moments.Said> said =
            Moments.read(
                value.text(), value.rule().formats(), value.rule().zone(), context.capturedAt());
        boolean relative = value.rule().formats().contains("relative");
        if (said.isPresent() && said.get().isPlausible()) {
          Moments.Said saved = context.captured;
          return new Moment(
              said.get().at(),
              relative && saved != null
                  ? Moments.coarser(said.get().precision(), saved.precision())
                  : said.get().precision());
        }
        if (said.isPresent()) {
          problem(
              "implausible-date",
              field,
              value.text(),
              "lies before 1995 or after 2099",
              "Kept as unknown. Mend 'format' in the profile if the date was misread.");
        } else if (!relative || context.capturedAt() != null) {
          problem(
              "unreadable-date",
              field,
              value.text(),
              "does not fit the format",
              "Kept as unknown. Add its 'format' in the profile.");
        }
      }
      return null;
    }

    @Nullable Instant moment(String field, @Nullable Instant otherwise) {
      List<RawRecord.Value> values = raw.values(field);
      if (values.isEmpty()) {
        return otherwise;
      }
      Moment moment = said(field, values);
      return moment == null ? null : moment.at();
    }

    @Nullable LocalDate day(String field) {
      Moment moment = said(field);
      return moment == null ? null : moment.at().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** What masking left of a field: {@code [email:…]} gives {@code email:…}. */
    @Nullable List<String> tokens(String field, String... kinds) {
      Set<String> tokens = new LinkedHashSet<>();
      for (RawRecord.Value value : raw.values(field)) {
        tokens.addAll(tokensIn(value.text(), kinds));
      }
      return tokens.isEmpty() ? null : List.copyOf(tokens);
    }

    static List<String> tokensIn(String text, String... kinds) {
      List<String> tokens = new ArrayList<>();
      for (String kind : kinds) {
        String open = "[" + kind + ":";
        int from = 0;
        while ((from = text.indexOf(open, from)) >= 0) {
          int end = text.indexOf(']', from);
          if (end < 0) {
            break;
          }
          String inner = text.substring(from + open.length(), end);
          if (kind.equals("key")) {
            if (!inner.equals("unreadable")) {
              tokens.addAll(List.of(inner.split(",", -1)));
            }
          } else {
            tokens.add(kind + ":" + inner);
          }
          from = end;
        }
      }
      return tokens;
    }

    void problem(String cause, String field, String value, String what, String mend) {
      context.problems().add(cause, field, value, what, mend, raw.locator());
    }
  }
}

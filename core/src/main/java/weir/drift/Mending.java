package weir.drift;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import weir.masking.DigestKey;
import weir.source.Profile;
import weir.source.Profile.FieldRule;
import weir.source.Profile.From;
import weir.source.Profile.PageShape;
import weir.source.Profile.RecordShape;
import weir.source.Profile.Take;
import weir.source.Profiles;
import weir.source.Reading;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/**
 * Mends a profile after a site was redesigned: looks for where each lost field's values stand now,
 * puts the places into the profile, and tries it on the pages. A proposal, for somebody to look
 * over.
 */
public final class Mending {

  /** A selector that finds something on fewer of the pages is taken for lost. */
  private static final double LOST = 0.25;

  /** Fields of words; the others have a form of their own, such as a price. */
  private static final Set<String> WORDS =
      Set.of("title", "account", "description", "category", "text", "label", "author", "name");

  private static final Set<String> IDS =
      Set.of("listing_id", "feedback_id", "post_id", "account", "thread");

  /**
   * A mended profile.
   *
   * @param mended its text
   * @param difference its changed lines
   * @param reasons why each place was taken
   * @param readNow how many of the pages since give records with it; readStill: of the pages before
   */
  public record Proposal(
      String mended, List<String> difference, List<String> reasons, int readNow, int readStill) {}

  private final Profile profile;
  private final ProfileText text;
  private final List<Document> before;
  private final List<Document> since;
  private final List<String> reasons = new ArrayList<>();

  private Mending(Profile profile, String text, List<SavedPage> before, List<SavedPage> since) {
    this.profile = profile;
    this.text = new ProfileText(text);
    this.before = before.stream().map(Mending::parsed).toList();
    this.since = since.stream().map(Mending::parsed).toList();
  }

  private static Document parsed(SavedPage page) {
    return Jsoup.parse(new String(page.body(), StandardCharsets.UTF_8));
  }

  /**
   * Proposes a mended profile.
   *
   * @param text the profile that no longer fits
   * @param name what to call it in messages
   * @param before kept pages that it read; since: kept pages that it reads no more
   * @return empty when no place was found, the source is not HTML, or the mended profile reads no
   *     page more
   */
  public static Optional<Proposal> propose(
      String text,
      String name,
      List<SavedPage> before,
      List<SavedPage> since,
      SubstanceNamer namer,
      DigestKey key) {
    if (!(Profiles.read(text, name) instanceof Profiles.Outcome.Sound(Profile profile))
        || profile.reads() != Profile.Format.HTML) {
      return Optional.empty();
    }
    Mending mending = new Mending(profile, text, before, since);
    for (int page = 0; page < profile.pages().size(); page++) {
      mending.mend(page);
    }
    String mended = mending.text.text();
    if (!mending.text.isChanged()
        || !(Profiles.read(mended, name) instanceof Profiles.Outcome.Sound(Profile fresh))) {
      return Optional.empty();
    }
    SourceReader reader = SourceReader.of(fresh, namer, key);
    int now = givingRecords(reader, since);
    if (now == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Proposal(
            mended,
            mending.text.difference(),
            List.copyOf(mending.reasons),
            now,
            givingRecords(reader, before)));
  }

  private static int givingRecords(SourceReader reader, List<SavedPage> pages) {
    int giving = 0;
    for (SavedPage page : pages) {
      Reading reading = reader.read(page);
      giving += reading.rows().isEmpty() ? 0 : 1;
    }
    return giving;
  }

  /** Mends one page rule, when pages before fitted it and pages since do not. */
  private void mend(int number) {
    PageShape shape = profile.pages().get(number);
    List<Document> fitting =
        before.stream().filter(page -> fits(shape, page) && isFirst(number, page)).toList();
    if (fitting.isEmpty() || shape.records().isEmpty()) {
      return;
    }
    ProfileText.Block block = text.page(number);
    List<Document> pages = since;
    @Nullable String anchor = null;
    for (int r = 0; r < shape.records().size(); r++) {
      RecordShape record = shape.records().get(r);
      if (record.eachData() != null) {
        continue;
      }
      String found = mend(record, text.record(block, r), fitting, pages);
      if (anchor == null && found != null) {
        anchor = found;
        String css = found;
        // The other records of the rule stand on the pages that have the first.
        pages = pages.stream().filter(page -> !page.select(css).isEmpty()).toList();
      }
    }
    if (anchor != null) {
      condition(shape, block, anchor, pages);
    }
  }

  private static boolean fits(PageShape shape, Document page) {
    return shape.when().select().stream().noneMatch(css -> page.select(css).isEmpty());
  }

  private boolean isFirst(int number, Document page) {
    return profile.pages().subList(0, number).stream().noneMatch(shape -> fits(shape, page));
  }

  /** Selectors of the rule's condition that find nothing any more give way to the anchor. */
  private void condition(
      PageShape shape, ProfileText.Block block, String anchor, List<Document> pages) {
    ProfileText.Block when = text.key(block, "when");
    for (String css : shape.when().select()) {
      if (isLost(css, pages) && text.swap(when, css, both(anchor, css))) {
        reasons.add("when: the page is known by what was found first, %s".formatted(anchor));
      }
    }
  }

  private static boolean isLost(String css, List<? extends Element> roots) {
    long hit = roots.stream().filter(root -> !root.select(css).isEmpty()).count();
    return hit < LOST * roots.size();
  }

  /** A place to find a lost field's values by. */
  private record Lost(String field, FieldRule rule, From.Select from, Places.Known known) {}

  /**
   * Mends one kind of record.
   *
   * @return a selector by which pages of the rule can be known; null when nothing was found
   */
  private @Nullable String mend(
      RecordShape record, ProfileText.Block block, List<Document> fitting, List<Document> pages) {
    List<Element> oldRoots = roots(record.each(), fitting);
    if (oldRoots.isEmpty() || pages.isEmpty()) {
      return null;
    }
    // What is said in words is looked for first: it tells which pages are meant.
    Map<String, Lost> wanted =
        new TreeMap<>(
            Comparator.comparing((String field) -> !WORDS.contains(field))
                .thenComparing(field -> !field.equals("title"))
                .thenComparing(Comparator.naturalOrder()));
    record
        .fields()
        .forEach((field, rules) -> {
          for (FieldRule rule : rules) {
            if (rule.from() instanceof From.Select select && select.take() != Take.COUNT) {
              Places.Known known = known(oldRoots, rule, select);
              if (known.hits > 0 && !wanted.containsKey(field)) {
                wanted.put(field, new Lost(field, rule, select, known));
              }
            }
          }
        });
    String each = record.each();
    List<? extends Element> roots = pages;
    String anchor = null;
    if (each != null) {
      if (isLost(each, pages)) {
        String fresh = container(wanted, pages);
        if (fresh == null || !text.swap(text.key(block, "each"), each, both(fresh, each))) {
          return null;
        }
        reasons.add("each: every %s holds one value that is known".formatted(fresh));
        anchor = fresh;
        each = fresh;
      }
      roots = roots(each, pages);
      if (roots.isEmpty()) {
        return null;
      }
    }
    for (Lost lost : wanted.values()) {
      List<? extends Element> within = lost.from().wholePage() ? pages : roots;
      if (!isLost(lost, within)) {
        continue;
      }
      String found =
          lost.from().attribute() == null
              ? place(lost, block, within)
              : attribute(lost, block, within);
      if (anchor == null && found != null) {
        anchor = found;
        if (each == null) {
          pages = pages.stream().filter(page -> !page.select(found).isEmpty()).toList();
          roots = pages;
        }
      }
    }
    return anchor;
  }

  /** Whether the rule finds nothing any more, or only what it never found before. */
  private static boolean isLost(Lost lost, List<? extends Element> roots) {
    int saying = 0;
    boolean known = false;
    for (Element root : roots) {
      boolean says = false;
      for (Element hit : root.select(lost.from().css())) {
        String value = value(hit, lost.from());
        String taken = lost.from().attribute() == null ? value : matched(value, lost.rule());
        says |= !taken.isBlank();
        known |= lost.known().values.contains(Places.plain(taken));
      }
      saying += says ? 1 : 0;
    }
    return saying < LOST * roots.size() || (!known && WORDS.contains(lost.field()));
  }

  private static List<Element> roots(@Nullable String each, List<Document> pages) {
    List<Element> roots = new ArrayList<>();
    for (Document page : pages) {
      if (each == null) {
        roots.add(page);
      } else {
        roots.addAll(page.select(each));
      }
    }
    return roots;
  }

  private static Places.Known known(List<Element> roots, FieldRule rule, From.Select select) {
    Places.Known known = new Places.Known();
    for (Element root : roots) {
      Element from =
          select.wholePage() && root.ownerDocument() != null ? root.ownerDocument() : root;
      known.roots++;
      for (Element hit : from.select(select.css())) {
        String value = value(hit, select);
        known.add(select.attribute() == null ? value : matched(value, rule), hit);
        if (!rule.many()) {
          break;
        }
      }
    }
    return known;
  }

  private static String value(Element hit, From.Select select) {
    if (select.attribute() != null) {
      return hit.attr(select.attribute());
    }
    return select.take() == Take.OWN ? hit.ownText() : hit.text();
  }

  /** The part of an attribute that the rule takes. */
  private static String matched(String value, FieldRule rule) {
    if (rule.match() == null) {
      return value;
    }
    com.google.re2j.Matcher matcher = rule.match().matcher(value);
    if (!matcher.find()) {
      return "";
    }
    String part = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    return part == null ? "" : part;
  }

  /** The new record of a list: what each holds one of the best known values. */
  private static @Nullable String container(Map<String, Lost> wanted, List<Document> pages) {
    Places.Found best = null;
    for (Lost lost : wanted.values()) {
      if (lost.from().attribute() == null && WORDS.contains(lost.field())) {
        Places.Found found =
            Places.find(
                    List.copyOf(pages),
                    lost.field(),
                    lost.known(),
                    true,
                    lost.from().take() == Take.OWN,
                    true)
                .orElse(null);
        if (found != null && (best == null || found.known() > best.known())) {
          best = found;
        }
      }
    }
    return best == null ? null : Places.container(List.copyOf(pages), best.css()).orElse(null);
  }

  private @Nullable String place(
      Lost lost, ProfileText.Block block, List<? extends Element> roots) {
    Places.Found found =
        Places.find(
                List.copyOf(roots),
                lost.field(),
                lost.known(),
                WORDS.contains(lost.field()),
                lost.from().take() == Take.OWN,
                false)
            .orElse(null);
    if (found == null || !put(lost, text.field(block, lost.field()), found.css(), roots)) {
      return null;
    }
    reasons.add(
        "%s: %s on %.0f %% of them%s"
            .formatted(
                lost.field(),
                found.known() == 0
                    ? "a value of the same form"
                    : found.known() == 1 ? "1 known value" : found.known() + " known values",
                100 * found.pages(),
                found.label() ? ", behind the same label" : ""));
    return found.css();
  }

  /**
   * Writes a new place before the old one, which older pages need. Where the old selector still
   * finds something on the new pages, the two are tried in turn; else one selector takes both.
   */
  private boolean put(
      Lost lost, ProfileText.Block field, String css, List<? extends Element> roots) {
    String old = lost.from().css();
    boolean stillFinds = roots.stream().anyMatch(root -> !root.select(old).isEmpty());
    if (!stillFinds) {
      return text.swap(field, old, both(css, old));
    }
    String value = field.isMissing() ? null : text.value(field, lost.field()).orElse(null);
    if (value == null) {
      return text.swap(field, old, quoted(css));
    }
    String fresh = value.replace(quoted(old), quoted(css));
    if (fresh.equals(value)) {
      fresh = value.equals(old) ? quoted(css) : value.replace(": " + old, ": " + quoted(css));
    }
    if (fresh.equals(value) || value.startsWith("[")) {
      return text.swap(field, old, quoted(css));
    }
    text.prefer(field, lost.field(), fresh, value);
    return true;
  }

  private static String both(String fresh, String old) {
    return quoted(fresh + ", " + old);
  }

  /** Where an id went: into whichever attribute holds ids that are known, or have their form. */
  private @Nullable String attribute(
      Lost lost, ProfileText.Block block, List<? extends Element> roots) {
    record Spot(String css, String attribute, String lead) {}
    Map<Spot, Set<String>> spots = new LinkedHashMap<>();
    Map<Spot, Integer> hits = new LinkedHashMap<>();
    for (Element root : roots) {
      for (Element element : root.getAllElements()) {
        for (org.jsoup.nodes.Attribute attribute : element.attributes()) {
          if (attribute.getKey().equals("class") || attribute.getValue().length() > 300) {
            continue;
          }
          String value = attribute.getValue();
          for (String id : lost.known().values) {
            int at = Places.plain(value).indexOf(id);
            if (at < 0
                || value.length() != Places.plain(value).length()
                || !isWhole(value, at, id)) {
              continue;
            }
            String lead = lead(value, at);
            for (String css : attributeNames(element, attribute.getKey(), lead)) {
              Spot spot = new Spot(css, attribute.getKey(), lead);
              spots.computeIfAbsent(spot, _ -> new java.util.HashSet<>()).add(id);
              hits.merge(spot, 1, Integer::sum);
            }
          }
        }
      }
    }
    Spot best = null;
    for (Map.Entry<Spot, Set<String>> entry : spots.entrySet()) {
      if (entry.getValue().size() >= Math.min(2, lost.known().values.size())
          && (best == null
              || entry.getValue().size() > size(spots, best)
              || (entry.getValue().size() == size(spots, best)
                  && hits.getOrDefault(entry.getKey(), 0) < hits.getOrDefault(best, 0)))) {
        best = entry.getKey();
      }
    }
    ProfileText.Block field = text.field(block, lost.field());
    if (best == null || field.isMissing() || !IDS.contains(lost.field())) {
      return null;
    }
    String fresh =
        "{select: %s, attribute: %s%s%s}"
            .formatted(
                quoted(best.css()),
                best.attribute(),
                best.lead().isEmpty() ? "" : ", match: '" + escaped(best.lead()) + "([\\w.-]+)'",
                lost.from().wholePage() ? ", page: true" : "");
    String old = text.value(field, lost.field()).orElse(null);
    if (old == null) {
      text.replace(field, lost.field(), fresh);
    } else {
      text.prefer(field, lost.field(), fresh, old);
    }
    reasons.add(
        "%s: %d known ids in the attribute %s"
            .formatted(lost.field(), size(spots, best), best.attribute()));
    return best.css();
  }

  private static <K> int size(Map<K, Set<String>> spots, K spot) {
    Set<String> ids = spots.get(spot);
    return ids == null ? 0 : ids.size();
  }

  private static boolean isWhole(String value, int at, String id) {
    boolean begins = at == 0 || !Character.isLetterOrDigit(value.charAt(at - 1));
    int end = at + id.length();
    return begins && (end == value.length() || !Character.isLetterOrDigit(value.charAt(end)));
  }

  /** What stands before an id in an address, back to the last parting sign: {@code id=}. */
  private static String lead(String value, int at) {
    int from = at;
    while (from > 0 && at - from < 16) {
      char c = value.charAt(from - 1);
      if ("?&#;".indexOf(c) >= 0 || (c == '/' && from < at)) {
        break;
      }
      from--;
    }
    return value.substring(from, at);
  }

  private static List<String> attributeNames(Element element, String attribute, String lead) {
    List<String> names = new ArrayList<>(Places.names(element));
    if (!lead.isEmpty() && lead.matches("[\\w=/.-]+")) {
      names.add("%s[%s*=%s]".formatted(element.normalName(), attribute, "\"" + lead + "\""));
    } else {
      names.add("%s[%s]".formatted(element.normalName(), attribute));
    }
    return names;
  }

  private static String escaped(String lead) {
    return lead.replaceAll("([.?+*()\\[\\]{}|^$\\\\])", "\\\\$1").replace("'", "''");
  }

  private static String quoted(String css) {
    return "'" + css.replace("'", "''") + "'";
  }
}

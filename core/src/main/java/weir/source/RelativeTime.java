package weir.source;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads times that are said against the moment of saving, such as "3 days ago", "vor 2 Stunden",
 * "вчера в 14:05": in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian
 * and Ukrainian. Accents may be missing, as they often are.
 */
final class RelativeTime {

  private RelativeTime() {}

  /** A unit of age; months and years count at their mean length. */
  private enum Unit {
    SECOND(
        "second",
        Duration.ofSeconds(1),
        "s sec secs second seconds sek sekunde sekunden segundo segundos secondo secondi seconde"
            + " secondes seconden sekunda sekundy sekund секунда секунду секунды секунди секунд сек"),
    MINUTE(
        "minute",
        Duration.ofMinutes(1),
        "m min mins minute minutes minuten minuto minutos minuti minuut minuta minuty minut минута"
            + " минуту минуты минут мин хвилина хвилину хвилини хвилин хв"),
    HOUR(
        "hour",
        Duration.ofHours(1),
        "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren godzina"
            + " godzine godziny godzin godz час часа часов ч година годину години годин"),
    DAY(
        "day",
        Duration.ofDays(1),
        "d day days tag tage tagen jour jours j dia dias giorno giorni gg dag dagen dzien dni день"
            + " дня дней дн дні днів"),
    WEEK(
        "week",
        Duration.ofDays(7),
        "w wk wks week weeks woche wochen semaine semaines sem semana semanas settimana settimane"
            + " weken tydzien tygodnie tygodni tygodniu неделя неделю недели недель неделе нед"
            + " тиждень тижні тижнів тижня"),
    MONTH(
        "month",
        Duration.ofHours(730),
        "mo month months monat monate monaten mois mes meses mese mesi maand maanden miesiac"
            + " miesiace miesiecy miesiacu месяц месяца месяцев месяце мес місяць місяці місяців"
            + " місяця"),
    YEAR(
        "year",
        Duration.ofDays(365),
        "y yr yrs year years jahr jahre jahren an ans annee annees ano anos anno anni jaar jaren"
            + " rok roku lata lat год года году лет рік роки років року");

    private final String precision;
    private final Duration length;
    private final String words;

    Unit(String precision, Duration length, String words) {
      this.precision = precision;
      this.length = length;
      this.words = words;
    }
  }

  private static List<String> words(String spaced) {
    return List.of(folded(spaced).split(" ", -1));
  }

  private static final Map<String, Unit> UNITS = new HashMap<>();

  static {
    for (Unit unit : Unit.values()) {
      words(unit.words).forEach(word -> UNITS.put(word, unit));
    }
  }

  private static final Set<String> ONE =
      Set.copyOf(
          words(
              "a an one ein eine einem einer einen un une una uno um uma een jeden jedna один"
                  + " одна одну одно одне"));

  /** "Last" in "last week", before the unit or behind it. */
  private static final Set<String> LAST =
      Set.copyOf(
          words(
              "last letzte letzten letzter letztes letztem dernier derniere pasado pasada scorso"
                  + " scorsa passado passada vorige afgelopen zeszly zeszlym zeszlego ubieglym"
                  + " прошлой прошлом прошлую прошлый минулого минулий минулої"));

  private static final Set<String> AGO =
      Set.copyOf(words("ago vor hace il fa ha geleden temu назад тому atras"));

  /** Words that carry nothing by themselves. */
  private static final Set<String> FILLERS =
      Set.copyOf(
          words(
              "about ca etwa environ circa около um at a as alle o om w в во о об у на the la le"
                  + " el l las les and und et y e en i и і та na no op am im de den der dem die del"
                  + " uhr cerca"));

  private static final Map<String, Integer> DAYS_BACK = new HashMap<>();

  static {
    for (String word :
        words("today heute aujourdhui hoy oggi hoje vandaag dzisiaj dzis сегодня сьогодні")) {
      DAYS_BACK.put(word, 0);
    }
    for (String word :
        words("yesterday gestern hier ayer ieri ontem gisteren wczoraj вчера вчора")) {
      DAYS_BACK.put(word, 1);
    }
    for (String word :
        words(
            "vorgestern avanthier anteayer anteontem eergisteren przedwczoraj позавчера позавчора")) {
      DAYS_BACK.put(word, 2);
    }
  }

  private static final Set<String> NOW =
      Set.copyOf(
          List.of(
              "just now",
              "now",
              "gerade eben",
              "jetzt",
              "a l'instant",
              "ahora",
              "ahora mismo",
              "adesso",
              "proprio ora",
              "agora",
              "agora mesmo",
              "zojuist",
              "nu",
              "teraz",
              folded("przed chwilą"),
              folded("только что"),
              folded("сейчас"),
              folded("щойно"),
              folded("зараз")));

  private static final int MOST = 20_000;

  /**
   * Reads an age or a day said against the moment of saving.
   *
   * @param zone in which "yesterday 14:05" is meant; null: UTC
   * @return empty when the text says no such time, or nobody knows when it was saved
   */
  static Optional<Moments.Said> read(
      String text, @Nullable ZoneId zone, @Nullable Instant savedAt) {
    if (savedAt == null || text.length() > 200) {
      return Optional.empty();
    }
    String folded = folded(text);
    if (NOW.contains(folded.strip())) {
      return Optional.of(new Moments.Said(savedAt, "minute"));
    }
    List<String> tokens = tokens(folded);
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    if (tokens.size() == 1 && isClock(tokens.getFirst())) {
      return clockAge(tokens.getFirst(), savedAt);
    }
    Optional<Moments.Said> day = day(tokens, zone == null ? ZoneOffset.UTC : zone, savedAt);
    return day.isPresent() ? day : age(tokens, savedAt);
  }

  /** A lone clock is an age: hours and minutes since. */
  private static Optional<Moments.Said> clockAge(String clock, Instant savedAt) {
    int colon = clock.indexOf(':');
    int hours = Integer.parseInt(clock.substring(0, colon));
    int minutes = Integer.parseInt(clock.substring(colon + 1, colon + 3));
    return minutes > 59
        ? Optional.empty()
        : Optional.of(
            new Moments.Said(
                savedAt.minus(Duration.ofHours(hours).plusMinutes(minutes)), "minute"));
  }

  /** "Yesterday", "gestern um 14:05", "hier à 14h05", "today at 2:05 pm". */
  private static Optional<Moments.Said> day(List<String> tokens, ZoneId zone, Instant savedAt) {
    Integer back = null;
    LocalTime time = null;
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (DAYS_BACK.containsKey(token) && back == null) {
        back = DAYS_BACK.get(token);
      } else if (isClock(token) && time == null) {
        String half = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
        time = time(token, half);
        if (time == null) {
          return Optional.empty();
        }
        i += half.equals("am") || half.equals("pm") ? 1 : 0;
      } else if (!FILLERS.contains(token) && !(time != null && UNITS.get(token) == Unit.HOUR)) {
        return Optional.empty(); // "hier" is yesterday in French, and "here" in German
      }
    }
    if (back == null) {
      return Optional.empty();
    }
    if (time == null) {
      return Optional.of(new Moments.Said(savedAt.minus(Duration.ofDays(back)), "day"));
    }
    LocalDate date = savedAt.atZone(zone).toLocalDate().minusDays(back);
    return Optional.of(new Moments.Said(date.atTime(time).atZone(zone).toInstant(), "minute"));
  }

  private static @Nullable LocalTime time(String clock, String half) {
    int colon = clock.indexOf(':');
    int hour = Integer.parseInt(clock.substring(0, colon));
    int minute = Integer.parseInt(clock.substring(colon + 1, colon + 3));
    if (half.equals("am") || half.equals("pm")) {
      if (hour < 1 || hour > 12) {
        return null;
      }
      hour = hour % 12 + (half.equals("pm") ? 12 : 0);
    }
    return hour > 23 || minute > 59 ? null : LocalTime.of(hour, minute);
  }

  /** "3 days ago", "1d 22h", "last month", "неделю назад". */
  private static Optional<Moments.Said> age(List<String> tokens, Instant savedAt) {
    boolean ago = tokens.stream().anyMatch(AGO::contains);
    Duration age = Duration.ZERO;
    String precision = null;
    int count = -1;
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      Unit unit = UNITS.get(token);
      if (token.equals("год") && tokens.contains("тому")) {
        unit = Unit.HOUR; // the Ukrainian short form; in Russian the word is a year
      }
      if (Character.isDigit(token.charAt(0))) {
        if (count >= 0 || token.length() > 5 || isClock(token)) {
          break;
        }
        count = Integer.parseInt(token);
        if (count > MOST) {
          return Optional.empty();
        }
      } else if (unit != null && (count >= 0 || isAloneUnit(tokens, i))) {
        if (count < 0) {
          if (isLast(tokens, i + 1)) {
            i++; // "la semaine dernière"
          } else if (!ago || precision != null) {
            break;
          }
          count = 1;
        }
        age = age.plus(unit.length.multipliedBy(count));
        precision = unit.precision; // parts come from the largest to the smallest
        count = -1;
      } else if (ONE.contains(token) || LAST.contains(token)) {
        if (count < 0 && i + 1 < tokens.size() && UNITS.containsKey(tokens.get(i + 1))) {
          count = 1;
        } else if (!FILLERS.contains(token)) {
          break;
        }
      } else if (!FILLERS.contains(token) && !AGO.contains(token)) {
        break;
      } else if (count >= 0) {
        break; // a number that counts no time
      }
    }
    return precision == null
        ? Optional.empty()
        : Optional.of(new Moments.Said(savedAt.minus(age), precision));
  }

  /** A unit that may stand without a number: not the letter "w", and not "an" before an hour. */
  private static boolean isAloneUnit(List<String> tokens, int at) {
    String token = tokens.get(at);
    return token.length() > 1 && (!ONE.contains(token) || isLast(tokens, at + 1));
  }

  private static boolean isLast(List<String> tokens, int at) {
    return at < tokens.size() && LAST.contains(tokens.get(at));
  }

  private static boolean isClock(String token) {
    int colon = token.indexOf(':');
    return colon == 1 || colon == 2;
  }

  /** Words, numbers and clocks ({@code 14:05}, {@code 14h05}); letters part from digits. */
  private static List<String> tokens(String folded) {
    List<String> tokens = new ArrayList<>();
    int i = 0;
    while (i < folded.length()) {
      char c = folded.charAt(i);
      if (c >= '0' && c <= '9') {
        int end = i;
        while (end < folded.length() && isDigit(folded.charAt(end))) {
          end++;
        }
        boolean clock =
            end - i <= 2
                && end + 2 < folded.length()
                && (folded.charAt(end) == ':' || folded.charAt(end) == 'h')
                && isDigit(folded.charAt(end + 1))
                && isDigit(folded.charAt(end + 2))
                && (end + 3 >= folded.length() || !isWordly(folded.charAt(end + 3)));
        if (clock) {
          tokens.add(folded.substring(i, end) + ":" + folded.substring(end + 1, end + 3));
          end += 3;
          // Seconds are let go.
          if (end + 2 < folded.length()
              && folded.charAt(end) == ':'
              && isDigit(folded.charAt(end + 1))) {
            end += 3;
          }
        } else {
          tokens.add(folded.substring(i, end));
        }
        i = Math.min(end, folded.length());
      } else if (Character.isLetter(c)) {
        int end = i;
        while (end < folded.length() && Character.isLetter(folded.charAt(end))) {
          end++;
        }
        tokens.add(folded.substring(i, end));
        i = end;
      } else {
        i++;
      }
    }
    return tokens;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordly(char c) {
    return isDigit(c) || Character.isLetter(c);
  }

  /** Lower case without accents; "aujourd'hui" and "avant-hier" are one word each. */
  private static String folded(String text) {
    String parts =
        Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace('ł', 'l'), Normalizer.Form.NFD);
    StringBuilder folded = new StringBuilder(parts.length());
    for (int i = 0; i < parts.length(); i++) {
      char c = parts.charAt(i);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        folded.append(c == '’' ? '\'' : c);
      }
    }
    return folded
        .toString()
        .replace("aujourd'hui", "aujourdhui")
        .replace("avant-hier", "avanthier");
  }
}

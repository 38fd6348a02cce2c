package weir.place;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Makes {@code cldr-names.csv} from the names that the JDK brings along (Unicode CLDR), so that
 * reading places needs no locale data at run time. Run {@link #main} with the file's path after the
 * JDK has been renewed.
 */
final class CountryNamesFile {

  static final List<String> LANGUAGES =
      List.of(
          "en", "de", "nl", "fr", "es", "it", "pt", "ca", "pl", "cs", "sk", "sl", "hr", "sr", "bs",
          "mk", "bg", "ru", "uk", "be", "ka", "hy", "az", "kk", "tr", "el", "hu", "ro", "sv", "da",
          "no", "fi", "is", "et", "lv", "lt", "sq", "br", "zh", "zh-Hant", "ja", "ko", "ar", "he",
          "fa", "hi", "ur", "th", "vi", "id");

  /** Shorter names of one word in Latin letters are too often words of another language. */
  private static final int SHORTEST_FREE_NAME = 7;

  private CountryNamesFile() {}

  static void main(String[] args) throws java.io.IOException {
    Files.writeString(Path.of(args[0]), text(), StandardCharsets.UTF_8);
  }

  static String text() {
    StringBuilder file =
        new StringBuilder(
            """
            # Names of countries in %d languages, from Unicode CLDR as the JDK brings it (Unicode License V3,
            # copyright Unicode, Inc.). Made by CountryNamesFile; the form is that of countries.csv. Names
            # that two countries share are left out.
            code,names
            """
                .formatted(LANGUAGES.size()));
    List<String> codes = new ArrayList<>(Arrays.asList(Locale.getISOCountries()));
    codes.sort(null);
    Map<String, TreeSet<String>> owners = new LinkedHashMap<>();
    for (String code : codes) {
      for (String name : names(code)) {
        owners.computeIfAbsent(Gazetteer.key(name), _ -> new TreeSet<>()).add(code);
      }
    }
    for (String code : codes) {
      Map<String, String> kept = new LinkedHashMap<>();
      for (String name : names(code)) {
        String key = Gazetteer.key(name);
        if (key.length() > 1 && owners.getOrDefault(key, new TreeSet<>()).size() == 1) {
          kept.putIfAbsent(key, (isRisky(name) ? "~" : "") + name);
        }
      }
      if (!kept.isEmpty()) {
        file.append(code).append(',').append(String.join("|", kept.values())).append('\n');
      }
    }
    return file.toString();
  }

  private static List<String> names(String code) {
    List<String> names = new ArrayList<>();
    for (String language : LANGUAGES) {
      String name = Locale.of("", code).getDisplayCountry(Locale.forLanguageTag(language));
      if (!name.equals(code) && name.indexOf('|') < 0) names.add(name.replace("’", "'"));
    }
    return names;
  }

  private static boolean isRisky(String name) {
    boolean latin = name.chars().allMatch(c -> c < 0x250);
    return latin && name.indexOf(' ') < 0 && name.length() < SHORTEST_FREE_NAME;
  }
}

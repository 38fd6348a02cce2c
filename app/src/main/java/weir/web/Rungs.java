package weir.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in words by which rungs a wording was led to a substance. */
final class Rungs {

  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("none", "nothing was named");
    WORDS.put("lexicon:name", "the lexicon lists this name");
    WORDS.put("lexicon:inn", "the lexicon lists it as an international non-proprietary name");
    WORDS.put("lexicon:brand", "the lexicon lists it as a brand");
    WORDS.put("lexicon:slang", "the lexicon lists it as slang");
    WORDS.put("lexicon:strain", "the lexicon lists it as a strain of cannabis");
    WORDS.put("lexicon:spelling", "the lexicon lists it as a spelling");
    WORDS.put("lexicon:code", "the lexicon lists it as a code or short form");
    WORDS.put("lexicon:form", "the lexicon lists it as a shape that goes with the substance");
    WORDS.put("lexicon:general", "the lexicon lists it as a word for a group of substances");
    WORDS.put("ladder:stripped", "salts, forms and marks of handedness were set aside");
    WORDS.put("ladder:lexicon", "the lexicon lists what was left");
    WORDS.put("ladder:rewritten", "a short form was written out");
    WORDS.put("ladder:structure", "a systematic name was read");
    WORDS.put("ladder:same-structure", "it means the same as a name in the lexicon");
    WORDS.put("ladder:family", "it fits the definition of a family");
    WORDS.put("ladder:series", "it is a code of a published series");
    WORDS.put("ladder:stem", "its ending is a published stem");
    WORDS.put("ladder:parent", "a known name with groups put before it");
    WORDS.put("ladder:looks-chemical", "it is written like the name of a chemical");
    WORDS.put("micrograms", "a dose in micrograms stands in the text");
    WORDS.put("misspelt", "written with one letter wrong, missing, added or swapped");
    WORDS.put("category", "the category speaks of the same class");
    WORDS.put("stamp", "tablets told by number and colour");
    WORDS.put("sweets", "sweets sold by milligrams");
    WORDS.put("strain-shape", "built like the name of a strain");
    WORDS.put("trade-weight", "a weight in which cannabis is sold");
    WORDS.put("neighbour", "another drug is named beside it");
    WORDS.put("quantity", "an amount stands in the text");
    WORDS.put("form", "a shape of the product stands in the text");
    WORDS.put("description", "the title names nothing; the description does");
  }

  private static final String LADDER = "ladder:";

  private Rungs() {}

  /**
   * The rungs in words; one that has none stands as it is.
   *
   * @param how joined by {@code +}, such as {@code lexicon:slang+quantity}
   */
  static String words(String how) {
    List<String> words = new ArrayList<>();
    boolean climbed = how.startsWith(LADDER);
    for (String rung : how.split("\\+", -1)) {
      String known = WORDS.get(rung);
      if (climbed) {
        known = WORDS.getOrDefault(rung.startsWith(LADDER) ? rung : LADDER + rung, known);
      }
      if (known == null && rung.startsWith("vocabulary:")) {
        known =
            "the vocabulary '%s' lists this name".formatted(rung.substring("vocabulary:".length()));
      }
      words.add(known == null ? rung : known);
    }
    return String.join("; ", words);
  }
}

package weir.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.chemistry.Climb;
import weir.chemistry.Rung;
import weir.money.PriceReader;
import weir.place.PlaceReader;
import weir.quantity.QuantityReader;
import weir.substance.SubstanceNamer;

/** {@code weir name}: names substances, quantities, prices and places in texts. */
@Command(
    name = "name",
    mixinStandardHelpOptions = true,
    description = {
      "Reads texts on standard input, one a line, or JSON lines with a 'text', and prints what each"
          + " mentions as a JSON line. Offsets count UTF-16 units, end exclusive. Names of"
          + " vocabularies in the home count too ('weir lexicon import').",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echo '5g MDMA crystals, 80 EUR, from NL' | weir name",
      "  echo '4-fluoropentedrone' | weir name --explain"
    })
final class NameCommand implements Callable<Integer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Mixin private Home home = new Home();

  @Option(
      names = "--explain",
      description = {
        "Follow each line as one name, and print every rung to its class: the lexicon, short forms"
            + " rewritten, systematic names read, families of structures, code series and stems.",
        "What a name claims is told, not what was sold; a structure itself is never printed."
      })
  private boolean explain;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    SubstanceNamer namer = home.vocabularies().namer();
    PrintWriter out =
        new PrintWriter(
            new java.io.BufferedWriter(
                new java.io.OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16));
    long refused = 0;
    long number = 0;
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        number++;
        String text = text(line);
        if (text == null) {
          refused++;
          spec.commandLine()
              .getErr()
              .println(
                  "line %d: a JSON line needs a \"text\"; it was passed over".formatted(number));
        } else {
          out.println(Output.json(explain ? explained(namer, text) : named(namer, text)));
        }
      }
    }
    out.flush();
    return refused > 0 ? Main.SOME_REFUSED : Main.DONE;
  }

  private static @Nullable String text(String line) {
    if (!line.startsWith("{")) {
      return line;
    }
    try {
      JsonNode node = JSON.readTree(line).get("text");
      return node != null && node.isString() ? node.stringValue() : null;
    } catch (JacksonException e) {
      return line;
    }
  }

  private static Map<String, @Nullable Object> explained(SubstanceNamer namer, String text) {
    Climb climb = namer.climb(text);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("text", text);
    json.put("verdict", climb.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.put("substance", climb.substance());
    json.put("class", climb.path());
    json.put("family", climb.family());
    json.put("structure", climb.structure() == null ? null : climb.structure().toString());
    json.put("confidence", climb.path() == null ? null : climb.confidence());
    List<Map<String, String>> rungs = new ArrayList<>();
    for (Rung rung : climb.rungs()) {
      Map<String, String> item = new LinkedHashMap<>();
      item.put("rung", rung.kind().word());
      item.put("input", rung.input());
      item.put("output", rung.output());
      item.put("by", rung.by());
      rungs.add(item);
    }
    json.put("rungs", rungs);
    return json;
  }

  static Map<String, Object> named(SubstanceNamer namer, String text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("text", text);
    List<Map<String, @Nullable Object>> mentions = new ArrayList<>();
    namer
        .mentions(text)
        .forEach(span -> {
          Map<String, @Nullable Object> mention = at(span.start(), span.end());
          mention.put("surface", span.surface());
          mention.put("substance", span.substance());
          mention.put("class", span.substanceClass());
          mention.put("confidence", span.confidence());
          mention.put("how", span.how());
          mentions.add(mention);
        });
    json.put("mentions", mentions);
    List<Map<String, @Nullable Object>> quantities = new ArrayList<>();
    QuantityReader.read(text)
        .forEach(quantity -> {
          Map<String, @Nullable Object> item = at(quantity.start(), quantity.end());
          item.put("value", quantity.value());
          item.put("unit", quantity.unit());
          item.put("grams", quantity.grams());
          item.put("units", quantity.units());
          item.put("multiple", quantity.multiple());
          quantities.add(item);
        });
    json.put("quantities", quantities);
    List<Map<String, @Nullable Object>> prices = new ArrayList<>();
    PriceReader.read(text, null)
        .forEach(price -> {
          Map<String, @Nullable Object> item = at(price.start(), price.end());
          item.put("amount", price.money().amount());
          item.put("currency", price.money().currency());
          prices.add(item);
        });
    json.put("prices", prices);
    List<Map<String, @Nullable Object>> places = new ArrayList<>();
    PlaceReader.read(text)
        .forEach(place -> {
          Map<String, @Nullable Object> item = at(place.start(), place.end());
          item.put("codes", place.codes());
          item.put("except", place.except());
          places.add(item);
        });
    json.put("places", places);
    return json;
  }

  private static Map<String, @Nullable Object> at(int start, int end) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("start", start);
    item.put("end", end);
    return item;
  }
}

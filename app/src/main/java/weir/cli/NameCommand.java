package weir.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
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
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.chemistry.Climb;
import weir.chemistry.Rung;
import weir.money.PriceReader;
import weir.place.Place;
import weir.place.PlaceReader;
import weir.quantity.Quantity;
import weir.quantity.QuantityReader;
import weir.substance.NamedSpan;
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

  private static final JsonFactory LINES =
      JsonFactory.builder()
          .rootValueSeparator((String) null)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

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
    BufferedWriter out =
        new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16);
    long refused = 0;
    long number = 0;
    try (JsonGenerator json = generator(out);
        BufferedReader in =
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
        } else if (explain) {
          json.writeRaw(Output.json(explained(namer, text)));
          json.writeRaw('\n');
        } else {
          write(json, namer, text);
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

  /** Writes what a text names as one line; written as it is found, since texts come by millions. */
  static void write(JsonGenerator json, SubstanceNamer namer, String text) {
    json.writeStartObject();
    json.writeStringProperty("text", text);
    json.writeArrayPropertyStart("mentions");
    for (NamedSpan span : namer.mentions(text)) {
      place(json, span.start(), span.end());
      json.writeStringProperty("surface", span.surface());
      json.writeStringProperty("substance", span.substance());
      json.writeStringProperty("class", span.substanceClass());
      json.writeNumberProperty("confidence", span.confidence());
      json.writeStringProperty("how", span.how());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("quantities");
    for (Quantity quantity : QuantityReader.read(text)) {
      place(json, quantity.start(), quantity.end());
      json.writeNumberProperty("value", quantity.value());
      json.writeStringProperty("unit", quantity.unit());
      number(json, "grams", quantity.grams());
      number(json, "units", quantity.units());
      number(json, "multiple", quantity.multiple());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("prices");
    for (var price : PriceReader.read(text, null)) {
      place(json, price.start(), price.end());
      json.writeNumberProperty("amount", price.money().amount());
      json.writeStringProperty("currency", price.money().currency());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("places");
    for (Place place : PlaceReader.read(text)) {
      place(json, place.start(), place.end());
      json.writeArrayPropertyStart("codes");
      place.codes().forEach(json::writeString);
      json.writeEndArray();
      json.writeBooleanProperty("except", place.except());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** A generator of JSON lines: nothing but what {@link #write} writes stands between two. */
  static JsonGenerator generator(Writer out) {
    return LINES.createGenerator(ObjectWriteContext.empty(), out);
  }

  private static void place(JsonGenerator json, int start, int end) {
    json.writeStartObject();
    json.writeNumberProperty("start", start);
    json.writeNumberProperty("end", end);
  }

  private static void number(JsonGenerator json, String key, @Nullable Double value) {
    if (value == null) {
      json.writeNullProperty(key);
    } else {
      json.writeNumberProperty(key, value.doubleValue());
    }
  }
}

package weir.lake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * The lake's own files as maps, lists, strings and numbers. Streaming alone: binding beans would
 * cost every command a tenth of a second at its start.
 */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  /** One object, laid out for people. */
  static byte[] pretty(Map<String, ?> object) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    return write(
        object,
        new ObjectWriteContext.Base() {
          @Override
          public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
            return printer;
          }

          @Override
          public boolean hasPrettyPrinter() {
            return true;
          }
        });
  }

  /** One object on one line. */
  static byte[] compact(Map<String, ?> object) {
    return write(object, ObjectWriteContext.empty());
  }

  private static byte[] write(Map<String, ?> object, ObjectWriteContext context) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(context, bytes)) {
      value(json, object);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void value(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach((name, inner) -> {
          json.writeName(String.valueOf(name));
          value(json, inner);
        });
        json.writeEndObject();
      }
      case Iterable<?> list -> {
        json.writeStartArray();
        list.forEach(inner -> value(json, inner));
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Number number -> json.writeNumber(number.longValue());
      default -> json.writeString(value.toString());
    }
  }

  /**
   * The object that the bytes hold.
   *
   * @throws IllegalArgumentException when they hold anything else, saying where
   */
  static Fields read(byte[] bytes) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it does not hold a JSON object");
      }
      Fields fields = object(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("something follows the JSON object");
      }
      return fields;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()),
          e);
    }
  }

  private static Fields object(JsonParser json) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      fields.put(name, value(json));
    }
    return new Fields(fields);
  }

  private static @Nullable Object value(JsonParser json) {
    // The other tokens of the parser's enum are no values; a default says so.
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          Object inner = value(json);
          if (inner == null) {
            throw new IllegalArgumentException("a list holds a null");
          }
          list.add(inner);
        }
        yield list;
      }
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw new IllegalArgumentException("unexpected " + json.currentToken());
    };
  }

  /** The fields of one object, each asked for by name and kind. */
  record Fields(Map<String, @Nullable Object> byName) {

    String text(String name) {
      return need(name, String.class);
    }

    @Nullable String textOrNull(String name) {
      return byName.get(name) == null ? null : need(name, String.class);
    }

    long number(String name) {
      return need(name, Long.class);
    }

    boolean truth(String name) {
      return need(name, Boolean.class);
    }

    List<String> texts(String name) {
      return list(name).stream().map(inner -> cast(name, String.class, inner)).toList();
    }

    List<Fields> objects(String name) {
      return list(name).stream().map(inner -> cast(name, Fields.class, inner)).toList();
    }

    Fields object(String name) {
      return need(name, Fields.class);
    }

    Map<String, String> textMap(String name) {
      Map<String, String> map = new LinkedHashMap<>();
      object(name).byName.forEach((key, inner) -> map.put(key, cast(key, String.class, inner)));
      return map;
    }

    Map<String, Long> numberMap(String name) {
      Map<String, Long> map = new LinkedHashMap<>();
      object(name).byName.forEach((key, inner) -> map.put(key, cast(key, Long.class, inner)));
      return map;
    }

    private List<?> list(String name) {
      return need(name, List.class);
    }

    private <T> T need(String name, Class<T> kind) {
      return cast(name, kind, byName.get(name));
    }

    private static <T> T cast(String name, Class<T> kind, @Nullable Object value) {
      if (!kind.isInstance(value)) {
        throw new IllegalArgumentException(
            "\"%s\" is missing or not what it should be".formatted(name));
      }
      return kind.cast(value);
    }
  }
}

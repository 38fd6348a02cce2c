package weir.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what a browser's network log recorded, entry by entry.
 *
 * @see <a href="https://w3c.github.io/web-performance/specs/HAR/Overview.html">HAR 1.2</a>
 */
final class Har {

  /** Objects and lists within each other; a log has some ten. */
  private static final int DEEPEST = 200;

  private final Unpacking unpacking;
  private final Unpacking.Sink sink;
  private final UnpackingLimits limits;

  Har(Unpacking unpacking, Unpacking.Sink sink, UnpackingLimits limits) {
    this.unpacking = unpacking;
    this.sink = sink;
    this.limits = limits;
  }

  void read(Found outer, Tape tape, int layer) throws IOException {
    JsonFactory json =
        JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES) // keeps every name
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxStringLength(limits.pieceBytes())
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(400)
                    .maxDocumentLength(-1)
                    .build())
            .build();
    int number = 0;
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), tape)) {
      if (parser.nextToken() != JsonToken.START_OBJECT || !enter(parser, "log")) {
        return;
      }
      if (!enter(parser, "entries") || parser.currentToken() != JsonToken.START_ARRAY) {
        return;
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        number++;
        Entry entry = entry(parser);
        hand(outer, entry, layer, number);
      }
      tape.drop();
    } catch (StreamConstraintsException e) {
      tape.drop();
      unpacking.broken(
          "%s (entry %d)".formatted(outer.address(), Math.max(1, number)),
          "too-large",
          "A text in the log is longer than %,d bytes, or it is nested more than %d deep; what follows was not read."
              .formatted(limits.pieceBytes(), DEEPEST),
          "Save the log without pictures and films, or raise --page-bytes.");
    } catch (JacksonException e) {
      if (e.getCause() instanceof TooMuch tooMuch) {
        throw tooMuch;
      }
      // The library shows a piece of the text that it stumbled over, which may be anybody's.
      throw new Broken("entry %d of the log cannot be read".formatted(Math.max(1, number)));
    }
  }

  private static final class Entry {
    private @Nullable String startedAt;
    private @Nullable String url;
    private int status;
    private @Nullable String mediaType;
    private @Nullable String text;
    private @Nullable String encoding;
  }

  private void hand(Found outer, Entry entry, int layer, int number) throws IOException {
    String text = entry.text;
    String url = entry.url;
    boolean page = new Http(entry.status, null, null, null, null).hasPage();
    if (text == null || text.isEmpty() || url == null || !page) {
      sink.passedOver();
      return;
    }
    byte[] body;
    if ("base64".equals(entry.encoding)) {
      try {
        body = Base64.getMimeDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        unpacking.damaged(
            "%s (entry %d)".formatted(outer.address(), number),
            new Broken("its content is not the base64 that it should be"));
        return;
      }
    } else {
      // The log holds text, whatever charset the page names: the byte-order mark overrules it.
      body = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
    }
    String type = entry.mediaType;
    Instant at = instant(entry.startedAt);
    unpacking.entry(
        new Found(
            EntryName.printable(url),
            at == null ? outer.archivedAt() : at,
            outer.changedAt(),
            type == null ? null : Http.mediaType(type),
            type == null ? null : Http.charset(type)),
        new ByteArrayInputStream(body),
        layer + 1,
        "entry " + number);
  }

  /** Goes to the value of a key of the object that the parser stands in. */
  private static boolean enter(JsonParser parser, String key) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = parser.currentName().equals(key);
      parser.nextToken();
      if (wanted) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  private static Entry entry(JsonParser parser) {
    Entry entry = new Entry();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (key.equals("startedDateTime") && value == JsonToken.VALUE_STRING) {
        entry.startedAt = parser.getString();
      } else if (key.equals("request") && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          boolean url = parser.currentName().equals("url");
          if (parser.nextToken() == JsonToken.VALUE_STRING && url) {
            entry.url = parser.getString();
          }
          parser.skipChildren();
        }
      } else if (key.equals("response") && value == JsonToken.START_OBJECT) {
        response(parser, entry);
      } else {
        parser.skipChildren();
      }
    }
    return entry;
  }

  /** Pictures and films are passed over without being held. */
  private static boolean isMedia(Entry entry) {
    String type = entry.mediaType;
    return type != null
        && (type.startsWith("image/")
            || type.startsWith("video/")
            || type.startsWith("audio/")
            || type.startsWith("font/"));
  }

  private static void response(JsonParser parser, Entry entry) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (key.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
        entry.status = parser.getValueAsInt(0);
      } else if (key.equals("content") && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String part = parser.currentName();
          if (parser.nextToken() == JsonToken.VALUE_STRING
              && !(part.equals("text") && isMedia(entry))) {
            switch (part) {
              case "mimeType" -> entry.mediaType = parser.getString();
              case "text" -> entry.text = parser.getString();
              case "encoding" -> entry.encoding = parser.getString();
              default -> {} // of no interest here
            }
          }
          parser.skipChildren();
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}

package weir.web.workbench;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;
import weir.barrier.EditRefused;
import weir.web.BadAddress;

/** The fields of a form as somebody sent them. */
record Form(Map<String, List<String>> fields) {

  static Form of(MultiValueMap<String, String> sent) {
    var fields = new LinkedHashMap<String, List<String>>();
    sent.forEach((name, values) ->
        fields.put(name, values.stream().map(value -> value.replace("\r\n", "\n")).toList()));
    return new Form(fields);
  }

  /**
   * Fields of a form that was sent from one of Weir's own pages.
   *
   * @throws BadAddress when it came from elsewhere
   */
  static Form sent(ServerRequest request, Predicate<HttpServletRequest> comesFromHere) {
    HttpServletRequest sent = request.servletRequest();
    if (!comesFromHere.test(sent)) {
      throw new BadAddress(
          "This was not sent from a page of Weir, and nothing was changed. Open the page and use"
              + " its form.");
    }
    try {
      sent.setCharacterEncoding(StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Every Java platform has UTF-8", e);
    }
    return of(request.params());
  }

  /** The text without blanks around it; empty when there is none. */
  String text(String name) {
    var values = fields.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst().strip();
  }

  @Nullable String textOrNull(String name) {
    var text = text(name);
    return text.isEmpty() ? null : text;
  }

  List<String> all(String name) {
    return fields.getOrDefault(name, List.of()).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** The lines of a text, without empty ones. */
  List<String> lines(String name) {
    return text(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  boolean truth(String name) {
    return !text(name).isEmpty();
  }

  int whole(String name, int otherwise) {
    var text = text(name);
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
  }

  @Nullable Integer wholeOrNull(String name) {
    var text = text(name);
    return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
  }

  @Nullable Double numberOrNull(String name) {
    var text = text(name).replace(',', '.');
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw refused("'%s' is no number. Expected one like 12.5.", text, e);
    }
  }

  @Nullable BigDecimal amountOrNull(String name) {
    var text = text(name).replace(" ", "").replace(',', '.');
    if (text.isEmpty()) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw refused("'%s' is no amount. Expected one like 1200.50.", text, e);
    }
  }

  java.time.@Nullable LocalDate dayOrNull(String name) {
    var text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return java.time.LocalDate.parse(text);
    } catch (java.time.DateTimeException e) {
      throw refused("'%s' is no day. Expected one like 2027-03-31.", text, e);
    }
  }

  private static EditRefused refused(String message, String text, Exception cause) {
    var refused = new EditRefused(message.formatted(text));
    refused.initCause(cause);
    return refused;
  }

  /** The constant whose word was chosen; null for none. */
  <E extends Enum<E>> @Nullable E choice(String name, Class<E> choices) {
    return choiceOf(text(name), choices).orElse(null);
  }

  <E extends Enum<E>> List<E> choices(String name, Class<E> choices) {
    return all(name).stream().flatMap(word -> choiceOf(word, choices).stream()).toList();
  }

  private static <E extends Enum<E>> Optional<E> choiceOf(String word, Class<E> choices) {
    for (var choice : choices.getEnumConstants()) {
      if (choice.name().equals(word.toUpperCase(Locale.ROOT).replace('-', '_'))) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }
}

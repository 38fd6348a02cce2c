package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.log.EventLog;
import weir.web.RunningServer;
import weir.web.WebServer;
import weir.web.WebSettings;

/** What the log of events holds, and what it never holds. */
class EventLogTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Texts of persons and pages that stand in everything that the commands are given. */
  private static final List<String> PERSONAL =
      List.of("Annabellum", "Berthold", "jan.de.vries", "Corvinus", "purple unicorn", "0612345678");

  @TempDir Path folder;

  @AfterEach
  void end() {
    EventLog.end();
  }

  private Path log() {
    return folder.resolve("events.jsonl");
  }

  private Ran weir(String... arguments) {
    return Ran.weir(
        Stream.concat(
                Stream.of(arguments),
                Stream.of(
                    "--home",
                    folder.resolve("jan.de.vries").toString(),
                    "--log-format",
                    "json",
                    "--log-file",
                    log().toString()))
            .toArray(String[]::new));
  }

  private List<JsonNode> events(String named) throws IOException {
    return Files.readAllLines(log()).stream()
        .map(JSON::readTree)
        .filter(event -> event.get("event").asString().equals(named))
        .toList();
  }

  private void nothingPersonal() throws IOException {
    String all = Files.readString(log());
    for (String text : PERSONAL) {
      assertThat(all).doesNotContainIgnoringCase(text);
    }
    assertThat(all).doesNotContain(folder.toString());
    assertThat(all.lines())
        .allSatisfy(line -> {
          JsonNode event = JSON.readTree(line);
          assertThat(event.get("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
          assertThat(event.get("level").asString()).isIn("INFO", "WARN", "ERROR");
        });
  }

  private Path table() throws IOException {
    Path inbox = Files.createDirectories(folder.resolve("inbox of Corvinus"));
    return Files.writeString(
        inbox.resolve("Berthold.csv"),
        """
        source,listing_id,captured_at,account,title,description,price_amount,price_currency
        shop,1,2026-01-01T10:00:00Z,Annabellum,purple unicorn,call 0612345678,80,EUR
        shop,2,2026-01-01T10:00:00Z,Berthold,5 g hash,purple unicorn,purple unicorn,EUR
        """);
  }

  @Test
  void commands_are_logged_by_what_they_did_and_nobody_is_named() throws IOException {
    Path table = table();
    Files.writeString(table.resolveSibling("Annabellum.jsonl"), "not json of Annabellum\n");
    assertThat(weir("ingest", String.valueOf(table.getParent())).exit())
        .isEqualTo(Main.SOME_REFUSED);
    assertThat(weir("ingest", folder.resolve("no/jan.de.vries").toString()).exit()).isNotZero();
    assertThat(weir("ingest", "--profile", "Corvinus.yaml", table.toString()).exit()).isNotZero();
    assertThat(weir("query", "SELECT 'Annabellum' FROM nowhere").exit()).isNotZero();
    assertThat(weir("erase", "--source", "shop", "--account", "Annabellum").exit()).isZero();
    assertThat(weir("erase", "--source", "shop", "--account", "Corvinus").exit()).isNotZero();
    assertThat(weir("ledger", "verify").exit()).isZero();
    assertThat(weir("ledger", "compact").exit()).isZero();

    nothingPersonal();
    JsonNode ingest = events("ingest").getFirst();
    assertThat(ingest.get("ledger_entry").asInt()).isEqualTo(1);
    assertThat(ingest.get("records").get("listing").asInt()).isEqualTo(2);
    assertThat(ingest.get("refused").size()).isPositive();
    assertThat(ingest.get("milliseconds").isNumber()).isTrue();
    assertThat(events("failed"))
        .extracting(event -> event.get("fault").asString())
        .contains("QueryRefused", "LakeProblem");
    JsonNode erase = events("erase").getFirst();
    assertThat(erase.get("what").asString()).isEqualTo("account");
    assertThat(erase.get("rows").get("listing").asInt()).isEqualTo(1);
    assertThat(events("command"))
        .extracting(event -> event.get("command").asString())
        .contains("ingest", "query", "erase", "ledger verify", "ledger compact");
    assertThat(events("verify").getFirst().get("faults").asInt()).isZero();
    assertThat(events("compact")).hasSize(1);
  }

  @Test
  void requests_are_logged_by_the_pattern_of_their_address_alone() throws Exception {
    weir("ingest", table().toString());
    EventLog.start(log());
    try (RunningServer server =
            WebServer.start(new WebSettings(folder.resolve("jan.de.vries"), "127.0.0.1", 0));
        HttpClient client = HttpClient.newHttpClient()) {
      for (String path : List.of("/", "/sources/Annabellum?account=Berthold", "/Corvinus")) {
        client.send(
            HttpRequest.newBuilder(
                    URI.create("http://localhost:%d%s".formatted(server.port(), path)))
                .build(),
            HttpResponse.BodyHandlers.discarding());
      }
    }
    nothingPersonal();
    assertThat(events("request")).hasSize(3);
    assertThat(events("request").getFirst().get("status").asInt()).isEqualTo(200);
    assertThat(events("request").getFirst().get("page").asString()).isEqualTo("/");
    assertThat(events("request").get(1).get("page").asString()).contains("{");
  }

  @Test
  void what_libraries_log_is_cut_down_to_who_and_what_kind() throws IOException {
    EventLog.start(log());
    LoggerFactory.getLogger("some.library")
        .warn("cannot read /home/jan.de.vries", new IOException("the page of Annabellum"));
    LoggerFactory.getLogger("some.library").info("not even this");
    nothingPersonal();
    assertThat(events("log")).hasSize(1);
    assertThat(events("log").getFirst().get("logger").asString()).isEqualTo("some.library");
    assertThat(events("log").getFirst().get("fault").asString()).isEqualTo("java.io.IOException");
    assertThat(events("log").getFirst().get("at").asString()).contains("EventLogTest.what");
  }

  @Test
  void on_standard_error_the_log_stands_in_the_place_of_messages() throws IOException {
    Ran ran =
        Ran.weir(
            "ingest",
            "--home",
            folder.resolve("home").toString(),
            "--log-format",
            "json",
            table().toString());
    assertThat(ran.err().lines()).isNotEmpty().allSatisfy(line -> JSON.readTree(line));
    PERSONAL.forEach(text -> assertThat(ran.err()).doesNotContain(text));
  }

  @Test
  void without_the_option_nothing_is_logged() throws IOException {
    Ran ran = Ran.weir("ingest", "--home", folder.resolve("home").toString(), table().toString());
    assertThat(ran.err()).doesNotContain("\"event\"");
  }

  @Test
  void a_log_that_cannot_be_written_is_said_so() {
    Ran ran =
        Ran.weir(
            "doctor",
            "--log-format",
            "json",
            "--log-file",
            folder.resolve("no/such/log").toString());
    // Folders are made; a folder in the file's place cannot be.
    assertThat(ran.exit()).isNotEqualTo(Main.WRONG_USAGE);
    Ran wrong = Ran.weir("doctor", "--log-format", "json", "--log-file", folder.toString());
    assertThat(wrong.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(wrong.err()).contains("The log '" + folder + "' cannot be written.");
  }
}

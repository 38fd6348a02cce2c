package weir.web.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.masking.DigestKey;
import weir.source.SavedPage;
import weir.substance.SubstanceNamer;

class TrialServerTest {

  private static final String PROFILE =
      """
      source: kiosk
      reads: html
      pages:
        - kind: listing
          when: {select: h1}
          records:
            - table: listing
              fields:
                listing_id: {const: one}
                title: h1
                price: .cost
      """;

  @TempDir Path folder;
  private Path file = Path.of("");
  private @Nullable TrialServer started;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("kiosk.yaml");
    Files.writeString(file, PROFILE);
    SavedPage page =
        new SavedPage(
            "p",
            "p.html",
            null,
            null,
            "<h1>Tea</h1><script>alert(1)</script><p class=price>4 EUR</p><a href='http://abc.onion/'>http://abcdefghijklmnop.onion/x</a>"
                .getBytes(StandardCharsets.UTF_8));
    started =
        TrialServer.start(
            file, List.of(page, page), SubstanceNamer.standard(), DigestKey.of(new byte[32]), 0);
  }

  @AfterEach
  void stop() {
    server().close();
    client.close();
  }

  private TrialServer server() {
    return Objects.requireNonNull(started);
  }

  private String get(String path) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(server().address() + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private HttpResponse<String> save(String text, String before, String origin)
      throws IOException, InterruptedException {
    String form =
        "page=0&before=" + before + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    return client.send(
        HttpRequest.newBuilder(URI.create(server().address() + "save"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String origin() {
    return server().address().replaceAll("/$", "");
  }

  @Test
  void a_page_stands_beside_its_profile_with_what_is_missing_in_words() throws Exception {
    assertThat(get(""))
        .contains("title: h1")
        .contains("1 field missing")
        .contains("<b class=\"miss\">missing</b>");
  }

  @Test
  void the_saved_page_is_marked_and_runs_nothing() throws Exception {
    assertThat(get("page?page=0"))
        .contains("data-field=\"title\"")
        .doesNotContain("alert")
        .doesNotContain("abcdefghijklmnop");
  }

  @Test
  void a_line_that_is_edited_and_saved_changes_what_is_read() throws Exception {
    String edited = PROFILE.replace(".cost", ".price");
    HttpResponse<String> answer = save(edited, ProfileFile.digest(PROFILE), origin());
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(Files.readString(file)).isEqualTo(edited);
    assertThat(Files.readString(folder.resolve("kiosk.yaml.1"))).isEqualTo(PROFILE);
    assertThat(get("")).contains("4 EUR").contains("no field missing");
  }

  @Test
  void a_faulty_profile_is_not_saved_and_its_faults_are_shown_with_their_lines() throws Exception {
    HttpResponse<String> answer =
        save(PROFILE.replace("title:", "tittle:"), ProfileFile.digest(PROFILE), origin());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Not saved: 1 fault")
        .contains("kiosk.yaml, line 10")
        .contains("tittle: h1");
    assertThat(Files.readString(file)).isEqualTo(PROFILE);
  }

  @Test
  void what_somebody_else_changed_meanwhile_is_not_overwritten() throws Exception {
    Files.writeString(file, PROFILE + "# changed\n");
    HttpResponse<String> answer = save(PROFILE, ProfileFile.digest(PROFILE), origin());
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Files.readString(file)).endsWith("# changed\n");
  }

  @Test
  void a_form_of_another_site_is_refused() throws Exception {
    HttpResponse<String> answer =
        save(PROFILE + "# x\n", ProfileFile.digest(PROFILE), "http://elsewhere.example");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Files.readString(file)).isEqualTo(PROFILE);
  }
}

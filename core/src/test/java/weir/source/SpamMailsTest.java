package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weir.post.Post;
import weir.site.Site;
import weir.substance.Mention;
import weir.substance.SubstanceNamer;

/**
 * The profile {@code mail} on 182 unsolicited mails of 2002 to 2010. They belong to others and are
 * not part of the project: the environment variable WEIR_DATA names the folder that holds {@code
 * spam-pharma-eml}.
 */
class SpamMailsTest {

  @Test
  void every_mail_gives_its_subject_its_date_or_why_not_its_links_and_the_medicines_named()
      throws IOException {
    String data = System.getenv("WEIR_DATA");
    Path folder = data == null ? Path.of("absent") : Path.of(data, "spam-pharma-eml");
    assumeTrue(
        Files.isDirectory(folder),
        "Skipped: WEIR_DATA does not name a folder with spam-pharma-eml.");
    SourceReader reader =
        SourceReader.of(Profiles.named("mail").orElseThrow(), SubstanceNamer.standard(), Made.KEY);
    Map<String, Integer> counts = new TreeMap<>();
    List<String> lost = new ArrayList<>();
    List<Path> files;
    try (var all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(".eml")).sorted().toList();
    }
    for (Path file : files) {
      Reading reading = reader.read(Made.page(file.toString(), Files.readAllBytes(file)));
      List<Post> posts = Made.rows(reading, Post.class);
      if (posts.size() != 1) {
        lost.add(file.getFileName() + " " + reading.refusals());
        continue;
      }
      Post post = posts.getFirst();
      counts.merge("mails", 1, Integer::sum);
      counts.merge(post.title() == null ? "no subject" : "subject", 1, Integer::sum);
      counts.merge(post.text() == null ? "no text" : "text", 1, Integer::sum);
      counts.merge(post.postedAt() == null ? "date absent" : "date", 1, Integer::sum);
      counts.merge(post.links() == null ? "no links" : "links", 1, Integer::sum);
      boolean named = !Made.rows(reading, Mention.class).isEmpty();
      counts.merge(named ? "medicines named" : "no medicine named", 1, Integer::sum);
      counts.merge("hosts linked", Made.rows(reading, Site.class).size(), Integer::sum);
      boolean chain = Made.rows(reading, Site.class).stream().anyMatch(s -> s.redirects() != null);
      counts.merge("redirects within links", chain ? 1 : 0, Integer::sum);
      counts.merge("signs", post.indicators() == null ? 0 : 1, Integer::sum);
      for (String cause : Made.causes(reading)) {
        counts.merge("refusal " + cause, 1, Integer::sum);
      }
      if (post.postedAt() == null) {
        assertThat(Made.causes(reading))
            .describedAs(file.getFileName().toString())
            .containsAnyOf("implausible-date", "unreadable-date");
      }
      assertThat(Made.kept(reading))
          .describedAs(file.getFileName().toString())
          .doesNotContainPattern("[\\w.]{3,}@[\\w-]+\\.[a-z]{2,}");
    }
    counts.forEach((what, count) -> System.out.printf("%-24s %5d%n", what, count));
    assertThat(lost).isEmpty();
    assertThat(files).isNotEmpty();
    assertThat(counts.get("mails")).isEqualTo(files.size());
    // Counted by another program (Python's email) on the same files.
    assertThat(counts.get("subject")).isEqualTo(files.size());
    assertThat(counts.get("date absent")).isEqualTo(13);
  }
}

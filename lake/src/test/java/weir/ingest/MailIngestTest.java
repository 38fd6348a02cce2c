package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.lake.KeptPage;
import weir.lake.Lake;
import weir.masking.DigestKey;
import weir.source.Profiles;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

class MailIngestTest {

  @TempDir private Path folder;

  private static String mail(int number) {
    return """
    Received: from a by b; Tue, 8 Dec 2009 22:04:1%d +0900
    From: one@made.example
    Subject: Xanax %d

    See http://shop.example/
    """
        .formatted(number, number);
  }

  private Path folderOfMails() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(in.resolve("a.eml"), mail(1));
    Files.writeString(
        in.resolve("box"),
        "From - Tue Dec 08 22:06:36 2009\n"
            + mail(2)
            + "\nFrom - Tue Dec 08 22:06:36 2009\n"
            + mail(3));
    Path current = Files.createDirectories(in.resolve("Maildir/cur"));
    Files.writeString(current.resolve("1260277452.M1P1.host:2,S"), mail(4));
    Files.writeString(in.resolve("notes.txt"), "no mail");
    // A mail with its pictures in it begins as a saved page does.
    Files.writeString(
        in.resolve("pictures.eml"),
        """
        Subject: five
        From: a@made.example
        MIME-Version: 1.0
        Content-Type: multipart/related; boundary=b

        --b
        Content-Type: text/html
        Content-Location: http://x.example/

        <p>Xanax</p>
        --b--
        """);
    return in;
  }

  private Ingestion.Summary ingest(Lake lake, Path in) throws IOException {
    SourceReader reader =
        SourceReader.of(
            Profiles.named("mail").orElseThrow(),
            SubstanceNamer.standard(),
            DigestKey.of(new byte[32]));
    return new Ingestion(reader, Limits.USUAL, Ingestion.Progress.NONE)
        .ingest(lake, List.of(in), Map.of());
  }

  @Test
  void mails_are_read_from_files_mailboxes_and_maildirs_and_once_only() throws IOException {
    Path in = folderOfMails();
    try (Lake lake = Lake.open(folder.resolve("lake"), InstantSource.fixed(Instant.EPOCH))) {
      ingest(lake, in);
      ingest(lake, in);
      List<String> pages = new ArrayList<>();
      try (Stream<KeptPage> kept = lake.pages("mail")) {
        kept.forEach(page -> pages.add(page.url() + " " + page.capturedAt()));
      }
      assertThat(pages)
          .containsExactlyInAnyOrder(
              "a.eml 2009-12-08T13:04:11Z",
              "box#mail=1 2009-12-08T13:04:12Z",
              "box#mail=2 2009-12-08T13:04:13Z",
              "Maildir/cur/1260277452.M1P1.host:2,S 2009-12-08T13:04:14Z",
              "pictures.eml null");
    }
  }
}

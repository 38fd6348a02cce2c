package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private static List<String> cut(String box, int most) throws IOException {
    List<String> mails = new ArrayList<>();
    new Mailbox(most)
        .read(
            new ByteArrayInputStream(box.getBytes(StandardCharsets.UTF_8)),
            new Mailbox.Sink() {
              @Override
              public void mail(int number, boolean alone, byte[] mail) {
                mails.add(
                    number + (alone ? " alone " : " ") + new String(mail, StandardCharsets.UTF_8));
              }

              @Override
              public void tooLarge(int number, boolean alone, int limit) {
                mails.add(number + (alone ? " alone" : "") + " too large");
              }
            });
    return mails;
  }

  private static final String FIRST =
      "From a@b.example Tue Dec 08 22:06:36 2009\nSubject: 1\n\nx\n";
  private static final String SECOND = "From - Wed Dec 09 22:06:36 2009 +0100\nSubject: 2\n\ny\n";

  @Test
  void a_mailbox_is_cut_before_each_line_that_begins_a_mail() throws IOException {
    assertThat(cut(FIRST + "\n" + SECOND, 1000))
        .containsExactly("1 " + FIRST + "\n", "2 " + SECOND);
  }

  @Test
  void one_mail_stays_whole_whether_or_not_a_mailboxs_line_begins_it() throws IOException {
    assertThat(cut(FIRST, 1000)).containsExactly("1 alone " + FIRST);
    assertThat(cut("Subject: 1\n\nFrom here on\n", 1000))
        .containsExactly("1 alone Subject: 1\n\nFrom here on\n");
  }

  @Test
  void words_of_a_mail_begin_no_other() throws IOException {
    String words = FIRST + "\nFrom 10:00 to 12:00 we are open\nFrom a@b Tue Dec 08 22:06:36 2009\n";
    assertThat(cut(words, 1000)).hasSize(1);
  }

  @Test
  void a_mail_that_is_too_large_is_told_and_the_next_read() throws IOException {
    String large = FIRST + "z".repeat(3000) + "\n\n";
    assertThat(cut(large + SECOND, 1000)).containsExactly("1 too large", "2 " + SECOND);
  }

  @Test
  void lines_without_end_are_kept_as_they_are() throws IOException {
    String line = "Subject: 1\n\n" + "z".repeat(399) + "é" + "z".repeat(2000);
    assertThat(cut(line, 10_000)).containsExactly("1 alone " + line);
    assertThat(cut(line + "\nend\n", 10_000)).containsExactly("1 alone " + line + "\nend\n");
  }
}

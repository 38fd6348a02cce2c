package weir.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTest {

  private static Mail read(String mail) {
    return Mail.read(mail.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void headers_text_and_links_are_read() {
    Mail mail =
        read(
            """
            Received: from a by b; Tue, 8 Dec 2009 22:04:12 +0900
            Message-ID: <abc@made.example>
            Date: Tue, 8 Dec 2009 14:04:00 +0100
            From: "Some One" <one@made.example>
            Subject: Your pills

            Look at http://shop.example/a?x=1.
            """);
    assertThat(mail.id()).isEqualTo("abc@made.example");
    assertThat(mail.subject()).isEqualTo("Your pills");
    assertThat(mail.date()).isEqualTo("Tue, 8 Dec 2009 14:04:00 +0100");
    assertThat(mail.received()).isEqualTo("Tue, 8 Dec 2009 22:04:12 +0900");
    assertThat(mail.text()).isEqualTo("Look at http://shop.example/a?x=1.");
    assertThat(mail.links()).containsExactly("http://shop.example/a?x=1");
    assertThat(mail.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=?utf-8?B?UGlsbHMg4oKs?= | Pills €",
        "=?iso-8859-1?Q?Caf=E9_tablets?= | Café tablets",
        "=?utf-8?Q?two?= =?utf-8?Q?_parts?= | two parts",
        "=?no-such-set?Q?abc?= | abc",
        "=?utf-8?B?broken!!! | =?utf-8?B?broken!!!",
      })
  void encoded_words_of_a_subject_are_resolved(String printed, String subject) {
    assertThat(read("Subject: " + printed + "\nFrom: a@b.example\n\nx").subject())
        .isEqualTo(subject);
  }

  @Test
  void a_subject_in_bare_bytes_of_another_encoding_is_read_by_that_of_the_text() {
    byte[] mail =
        "Subject: Дёшево\nContent-Type: text/plain; charset=windows-1251\n\nтаблетки"
            .getBytes(Charset.forName("windows-1251"));
    assertThat(Mail.read(mail).text()).isEqualTo("таблетки");
    assertThat(Mail.read(mail).subject()).isEqualTo("Дёшево");
  }

  @Test
  void html_is_read_as_a_reader_sees_it() {
    Mail mail =
        read(
            """
            Subject: x
            Content-Type: text/html

            <style>p{}</style><title>no</title><p>V<b></b>iagra <span style="display: none">hidden</span>50&nbsp;mg</p>
            <table><tr><td>one</td><td>two</td></tr></table><a href="http://a.example/r?u=http%3A%2F%2Fb.example">buy</a><img src='cid:1'>
            """);
    assertThat(mail.text()).isEqualTo("Viagra 50 mg\none\ntwo\nbuy");
    assertThat(mail.links()).containsExactly("http://a.example/r?u=http%3A%2F%2Fb.example");
  }

  @Test
  void parts_are_told_apart_and_encodings_resolved() {
    Mail mail =
        read(
            """
            Subject: x
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            VGFibGV0cyDigqwxMA==
            --b
            Content-Type: text/html
            Content-Transfer-Encoding: quoted-printable

            <a href=3D"http://shop.example/">Tablets =E2=82=AC10</a>
            --b
            Content-Type: image/png

            abc
            --b--
            """);
    assertThat(mail.text()).isEqualTo("Tablets €10");
    assertThat(mail.links()).containsExactly("http://shop.example/");
    assertThat(mail.attachments()).containsExactly("image/png");
  }

  @Test
  void a_mail_whose_parts_never_begin_is_read_as_it_stands() {
    Mail mail =
        read(
            "Subject: x\nContent-Type: multipart/mixed; boundary=\"never\"\n\nBuy Xanax at http://a.example/\n");
    assertThat(mail.text()).isEqualTo("Buy Xanax at http://a.example/");
    assertThat(mail.faults()).contains("its parts cannot be told apart; it is read as it stands");
  }

  @Test
  void broken_base64_gives_what_can_be_read() {
    Mail mail =
        read("Subject: x\nContent-Transfer-Encoding: base64\n\nVGFibGV0cyBhbmQg*bW9yZQ=\n=broken");
    assertThat(mail.text()).startsWith("Tablets and");
  }

  @Test
  void an_encoding_that_nobody_knows_is_named() {
    Mail mail = read("Subject: x\nContent-Type: text/plain; charset=x-made-up\n\nTablets");
    assertThat(mail.text()).isEqualTo("Tablets");
    assertThat(mail.faults()).containsExactly("its encoding 'x-made-up' is unknown");
  }

  @Test
  void the_line_that_begins_a_mail_in_a_mailbox_is_passed_over() {
    assertThat(read("From - Tue Dec 08 22:06:36 2009\nSubject: x\n\ny").subject()).isEqualTo("x");
  }

  @Test
  void a_mail_of_a_hundred_thousand_parts_ends() throws Exception {
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    mail.writeBytes(
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
            .getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 100_000; i++) {
      mail.writeBytes("--b\nContent-Type: image/png\n\nx\n".getBytes(StandardCharsets.UTF_8));
    }
    Mail read = Mail.read(mail.toByteArray());
    assertThat(read.attachments()).hasSizeLessThanOrEqualTo(500);
    assertThat(read.faults()).containsExactly("it has more than 500 parts; the rest is left out");
  }

  @Test
  void parts_nested_without_end_and_headers_without_end_are_survived() {
    StringBuilder nested = new StringBuilder("Subject: x\n");
    for (int i = 0; i < 5_000; i++) {
      nested.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
      nested.append(i).append('\n');
    }
    Mail deep = read(nested.toString());
    assertThat(deep.subject()).isEqualTo("x");
    assertThat(deep.faults()).contains("its parts lie over 50 deep; those within are left out");
    assertThat(read("Subject: y\n" + "Content-Type: message/rfc822\n\n".repeat(5_000)).subject())
        .isEqualTo("y");
    String header = "Subject: x\n" + "X-A: " + "y".repeat(1_000_000) + "\n\nwords";
    assertThat(read(header).subject()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Received: a;Subject: b | true",
        "From - Tue Dec 08 22:06:36 2009;Subject: b;Date: c | true",
        "Subject: alone | false",
        "<html>;From: a;Subject: b | false",
        "{\"a\":1} | false",
      })
  void a_mail_is_known_by_its_first_lines(String head, boolean is) {
    assertThat(Mail.looksLikeOne(head.replace(';', '\n').getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(is);
  }
}

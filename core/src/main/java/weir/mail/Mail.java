package weir.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mail as it says of itself; nothing of it is checked. Who it was sent to is not read.
 *
 * @param id its message id, without the angle brackets
 * @param date as printed, be it ever so impossible
 * @param received when the last server that noted its receipt says it came, as printed
 * @param from the sender as printed, who may be anybody
 * @param text the text parts, with those of HTML as text, in their order
 * @param links addresses of links, pictures and forms as printed, and those in plain text; each
 *     once
 * @param attachments media types of parts that are neither text nor a mail
 * @param faults what was broken, and read around
 */
public record Mail(
    @Nullable String id,
    @Nullable String subject,
    @Nullable String date,
    @Nullable String received,
    @Nullable String from,
    @Nullable String replyTo,
    @Nullable String program,
    String text,
    List<String> links,
    List<String> attachments,
    List<String> faults) {

  public Mail {
    links = List.copyOf(links);
    attachments = List.copyOf(attachments);
    faults = List.copyOf(faults);
  }

  /**
   * Reads a mail. Whatever is broken is read around and named under {@code faults}.
   *
   * @param bytes the whole mail, with or without the line that begins it in a mailbox
   */
  public static Mail read(byte[] bytes) {
    return new MailReader().read(bytes);
  }

  /** Whether the first bytes are those of a mail: lines of a header, one of them a mail's own. */
  public static boolean looksLikeOne(byte[] head) {
    return MailReader.looksLikeMail(head);
  }
}

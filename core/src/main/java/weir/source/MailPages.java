package weir.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import weir.mail.Mail;
import weir.site.Link;

/**
 * Brings a mail into the form of a document: {@code id, subject, date, received, from, reply_to,
 * program, text, attachments, faults, links}, and for each link {@code host} and {@code leads_to}.
 * Paths and parameters of links are left out: they name the person that the mail was sent to.
 */
final class MailPages {

  private MailPages() {}

  static JsonNode document(SavedPage page, @Nullable String encoding, Problems problems)
      throws PageReader.Unreadable {
    if (DocumentPages.isKept(page)) {
      return DocumentPages.json(page, encoding);
    }
    if (page.body().length == 0) {
      throw new PageReader.Unreadable(
          "empty-file", "The file is empty.", "Leave it out, or save it again.");
    }
    Mail mail = Mail.read(page.body());
    if (mail.id() == null && mail.subject() == null && mail.from() == null && mail.date() == null) {
      throw new PageReader.Unreadable(
          "unreadable-file",
          "The file has none of a mail's headers.",
          "Choose another profile; this one reads mails (eml, mbox, Maildir).");
    }
    for (String fault : mail.faults()) {
      problems.add("broken-mail", "mail", fault, "is broken", "Read around it; nothing to do.", "");
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ObjectNode document = nodes.objectNode();
    put(document, "id", mail.id());
    put(document, "subject", mail.subject());
    put(document, "date", mail.date());
    put(document, "received", mail.received());
    put(document, "from", mail.from());
    put(document, "reply_to", mail.replyTo());
    put(document, "program", mail.program());
    document.put("text", mail.text());
    document.set("attachments", texts(mail.attachments()));
    document.set("faults", texts(mail.faults()));
    ArrayNode links = nodes.arrayNode();
    Set<Link> seen = new LinkedHashSet<>();
    for (String address : mail.links()) {
      Link.of(address).ifPresent(seen::add);
    }
    for (Link link : seen) {
      ObjectNode one = nodes.objectNode();
      one.put("host", link.host());
      one.set("leads_to", texts(link.leadsTo()));
      links.add(one);
    }
    document.set("links", links);
    return document;
  }

  private static void put(ObjectNode document, String key, @Nullable String value) {
    if (value != null) {
      document.put(key, value);
    }
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}

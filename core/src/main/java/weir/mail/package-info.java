/**
 * What does a mail say? Start at {@link weir.mail.Mail}: it takes the bytes of one mail, broken as
 * mails are, and gives its headers as printed, its text, and the links in it.
 *
 * <p>What the words mean, masking, and where one mail of a mailbox ends are left to {@code
 * weir.source} and {@code weir.ingest}. Nothing is fetched and no attachment is opened.
 */
@NullMarked
package weir.mail;

import org.jspecify.annotations.NullMarked;

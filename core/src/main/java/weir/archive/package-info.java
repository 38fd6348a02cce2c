/**
 * Which pages does a stream hold? Archives (WARC, ARC, zip, tar, 7z, HAR, MHTML) and compressed
 * streams are told by their first bytes, never by their names, and read as they come: nothing is
 * unpacked to disk, and memory stays bounded whatever arrives. Start at {@link
 * weir.archive.Unpacking}.
 *
 * <p>WARC, ARC, gzip, zip and tar are parsed here rather than by the field's libraries because
 * those stop at the first broken record, and some take a hostile header's word for how much memory
 * to set aside. Here a broken record is reported with its place, and reading goes on after it.
 *
 * <p>Which of the things found are pages of a source, and opening files, is left to {@code
 * weir.ingest}.
 */
@NullMarked
package weir.archive;

import org.jspecify.annotations.NullMarked;

package dev.interproto.dataset.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Archives of all sorts for the tests, made in memory. */
public final class Packed {
    private final ArchiveKind kind;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream zip;
    private final TarArchiveOutputStream tar;

    public Packed(ArchiveKind kind) throws IOException {
        this.kind = kind;
        OutputStream out = kind == ArchiveKind.TAR_GZ ? new GZIPOutputStream(bytes) : bytes;
        this.zip = new ZipArchiveOutputStream(out);
        this.tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    public Packed file(String name, byte[] content) throws IOException {
        if (kind == ArchiveKind.ZIP) {
            // The name as it is: the usual constructor tidies it.
            zip.putArchiveEntry(new ZipArchiveEntry(name));
            zip.write(content);
            zip.closeArchiveEntry();
        } else {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return this;
    }

    public Packed file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Packed link(String name, String target) throws IOException {
        if (kind == ArchiveKind.ZIP) {
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write(target.getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        } else {
            special(name, TarArchiveEntry.LF_SYMLINK, target);
        }
        return this;
    }

    Packed special(String name, byte type, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
    }

    /** The name of the next entry as GNU's tar writes a long one: as an entry of its own. */
    Packed longName(byte[] name) throws IOException {
        TarArchiveEntry entry =
                new TarArchiveEntry("././@LongLink", TarArchiveEntry.LF_GNUTYPE_LONGNAME);
        entry.setSize(name.length);
        tar.putArchiveEntry(entry);
        tar.write(name);
        tar.closeArchiveEntry();
        return this;
    }

    public byte[] bytes() throws IOException {
        if (kind == ArchiveKind.ZIP) {
            zip.close();
        } else {
            tar.close();
        }
        return bytes.toByteArray();
    }
}

package dev.interproto;

/** Starts the program: without arguments the desktop, else the named command. */
public final class Interproto {
    private Interproto() {}

    public static void main(String[] arguments) {}
}

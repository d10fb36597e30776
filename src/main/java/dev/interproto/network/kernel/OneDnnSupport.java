package dev.interproto.network.kernel;

import org.bytedeco.dnnl.global.dnnl;

/** What oneDNN can do on this machine. */
public enum OneDnnSupport {
    /** There is no oneDNN for this platform. */
    NONE,
    /** float32 only. */
    FLOAT32,
    /** bfloat16 too, but without instructions for it: slower than float32. */
    BFLOAT16_EMULATED,
    /** The processor multiplies bfloat16 itself (AVX512-BF16 or AMX). */
    BFLOAT16;

    /** Asks oneDNN, which unpacks its library the first time. */
    public static OneDnnSupport here() {
        try {
            int instructions = dnnl.get_effective_cpu_isa().value;
            if (includes(instructions, dnnl.dnnl_cpu_isa_avx512_core_bf16)) {
                return BFLOAT16;
            }
            return includes(instructions, dnnl.dnnl_cpu_isa_avx512_core)
                    ? BFLOAT16_EMULATED
                    : FLOAT32;
        } catch (LinkageError e) {
            return NONE; // No native library of this platform on the class path.
        }
    }

    private static boolean includes(int instructions, int wanted) {
        return (instructions & wanted) == wanted;
    }
}

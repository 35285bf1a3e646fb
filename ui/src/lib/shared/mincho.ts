/** The face of the pages that are set in 明朝, for those alone who look at one: most never do. */
import "@fontsource/biz-udpmincho/400.css";
import "@fontsource/biz-udpmincho/700.css";
